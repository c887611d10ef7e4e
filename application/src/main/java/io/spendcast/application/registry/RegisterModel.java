package io.spendcast.application.registry;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableCatalog;
import io.spendcast.domain.card.ModelCard;
import io.spendcast.domain.category.Vocabulary;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.workflow.Registration;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.util.List;

/** Registers the chosen model, stages it and, where that is asked for, promotes it. */
public final class RegisterModel {
  private final ModelRegistry registry;
  private final PromoteModel promote;
  private final TableCatalog tables;
  private final RegistrySettings settings;

  /** Works with this registry and gate, and says where the tables are. */
  public RegisterModel(
      ModelRegistry registry,
      PromoteModel promote,
      TableCatalog tables,
      RegistrySettings settings) {
    this.registry = registry;
    this.promote = promote;
    this.tables = tables;
    this.settings = settings;
  }

  /**
   * Registers the outcome's chosen model with the categories it knows; repeating gives the same
   * version.
   *
   * @throws SpendcastException {@code INVALID} if the files of a version that is there already are
   *     not those that were registered
   */
  public Result register(TrainingOutcome outcome, Vocabulary vocabulary) {
    TrackedRun chosen = outcome.chosen();
    ModelVersion version =
        registry.register(
            new ModelRegistration(
                settings.model(),
                chosen.id(),
                chosen.id(),
                chosen.model().orElseThrow(),
                card(outcome, vocabulary).tags()));
    registry.fetch(version);
    if (version.stage() == Stage.NONE) {
      version = promote.promote(PromotionRequest.of(version.number(), Stage.STAGING)).version();
    }
    if (settings.promotion() == RegistrySettings.Promotion.MANUAL
        || version.stage() != Stage.STAGING) {
      return result(version, List.of());
    }
    PromoteModel.Result promoted =
        promote.promote(PromotionRequest.of(version.number(), Stage.PRODUCTION));
    return result(promoted.version(), promoted.obstacles());
  }

  /** What was registered before, as it is now: people promote versions and roll them back. */
  public Result find(Registration before) {
    ModelVersion version =
        registry
            .find(settings.model())
            .flatMap(model -> model.version(before.version().number()))
            .filter(found -> found.isSameModel(before.version()))
            .orElse(before.version());
    return result(version, version.stage() == Stage.PRODUCTION ? List.of() : before.refusals());
  }

  private Result result(ModelVersion version, List<String> refusals) {
    return new Result(
        new Registration(
            version,
            refusals,
            registry
                .find(settings.model())
                .flatMap(model -> model.in(Stage.PRODUCTION))
                .map(ModelVersion::number)));
  }

  /** Digests all that the output depends on, except the code and the version in Production. */
  public Fingerprint inputs(TrainingOutcome outcome) {
    return Fingerprint.of(settings, outcome.chosen().id());
  }

  private ModelCard card(TrainingOutcome outcome, Vocabulary vocabulary) {
    return ModelCard.of(
        outcome.panel(),
        outcome.judgement(),
        outcome.provenance(),
        tables.place(outcome.provenance().features().table()),
        vocabulary);
  }

  /**
   * What was registered.
   *
   * @param registration the version and whether the gate let it into Production
   */
  public record Result(Registration registration) {}
}
