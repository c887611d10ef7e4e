package io.spendcast.application;

import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.CustomerBootstrap;
import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Moves a version to another stage. The way to Production leads through the gate, whose decision
 * and evidence are written to the version whether it is granted or not.
 */
public final class PromoteModel {
  /** Tag that names the run which trained a version. */
  static final String RUN_TAG = "spendcast.run_id";

  /** Tag that names the version which held Production before. */
  static final String REPLACED_TAG = "spendcast.replaced_version";

  private final ModelRegistry registry;
  private final RunJournal journal;
  private final ModelName name;
  private final PromotionGate gate;
  private final Optional<RegistrySettings.Approval> approval;

  /** Works with these ports and settings. */
  public PromoteModel(
      ModelRegistry registry,
      RunJournal journal,
      Evaluator evaluator,
      RegistrySettings settings,
      CustomerBootstrap bootstrap) {
    this.registry = registry;
    this.journal = journal;
    this.name = settings.model();
    this.approval = settings.approval();
    this.gate = new PromotionGate(registry, evaluator, settings.policy(), bootstrap);
  }

  /**
   * Promotes a version.
   *
   * @throws SpendcastException {@code NOT_FOUND} if the version, or for Production the run that
   *     trained it, is not there; {@code CONFLICT} if the stage changed hands meanwhile
   */
  public Result promote(int number, Stage to) {
    RegisteredModel model = Versions.model(registry, name);
    ModelVersion version = Versions.version(model, number);
    if (to != Stage.PRODUCTION || version.stage() == Stage.PRODUCTION) {
      return new Result(
          registry.move(move(model, number, to, Map.of())), List.of(), Optional.empty());
    }
    return throughGate(model, version, outcome(version));
  }

  private TrainingOutcome outcome(ModelVersion version) {
    return Optional.ofNullable(version.tags().get(RUN_TAG))
        .flatMap(run -> journal.find(new RunId(run)))
        .flatMap(RunManifest::training)
        .orElseThrow(
            () ->
                new SpendcastException(
                    Kind.NOT_FOUND,
                    "Cannot judge version %d of %s: the run that trained it is not in this lake."
                        .formatted(version.number(), name),
                    "Use the lake it was trained in, or train again."));
  }

  private Result throughGate(RegisteredModel model, ModelVersion version, TrainingOutcome outcome) {
    Optional<ModelVersion> production = model.in(Stage.PRODUCTION);
    PromotionGate.Judged judged = gate.judge(version, outcome, production);
    List<String> refusals = judged.decision().refusals();
    Optional<String> awaited =
        refusals.isEmpty() ? approval.flatMap(asked -> asked.awaitedOf(version)) : Optional.empty();
    Map<String, String> tags = new TreeMap<>(judged.evidence());
    tags.put("spendcast.gate.decision", refusals.isEmpty() ? "granted" : "refused");
    tags.put("spendcast.gate.reasons", String.join("; ", refusals));
    tags.put("spendcast.gate.awaits", awaited.orElse("nothing"));
    boolean goes = refusals.isEmpty() && awaited.isEmpty();
    if (goes) {
      production.ifPresent(held -> tags.put(REPLACED_TAG, Integer.toString(held.number())));
    }
    Stage to = goes ? Stage.PRODUCTION : version.stage();
    return new Result(registry.move(move(model, version.number(), to, tags)), refusals, awaited);
  }

  private StageMove move(RegisteredModel model, int number, Stage to, Map<String, String> tags) {
    return new StageMove(name, number, to, model.in(to).map(ModelVersion::number), tags);
  }

  /**
   * What became of the promotion.
   *
   * @param version the version as it is now
   * @param refusals why the gate refused; empty if it did not
   * @param awaited what a human must do before the version, which the gate let pass, is moved
   */
  public record Result(ModelVersion version, List<String> refusals, Optional<String> awaited) {
    /** Why the version was not moved; empty if it was. */
    public List<String> obstacles() {
      return Stream.concat(refusals.stream(), awaited.stream().map(what -> "it awaits " + what))
          .toList();
    }
  }
}
