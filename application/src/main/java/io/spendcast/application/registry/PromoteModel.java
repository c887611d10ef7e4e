package io.spendcast.application.registry;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.card.MoveTags;
import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.promotion.GateDecision;
import io.spendcast.domain.promotion.GateEvidence;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Moves a version to another stage. The way to Production leads through the gate. Every decision is
 * written to the version with its evidence, whether the move is granted, refused or forced.
 */
public final class PromoteModel {
  private final ModelRegistry registry;
  private final RunJournal journal;
  private final ModelName name;
  private final PromotionGate gate;
  private final Optional<RegistrySettings.Approval> approval;
  private final Decisions decisions;

  /** Works with these ports and settings. */
  public PromoteModel(
      ModelRegistry registry,
      RunJournal journal,
      Evaluator evaluator,
      RegistrySettings settings,
      CustomerBootstrap bootstrap,
      Decisions decisions) {
    this.registry = registry;
    this.journal = journal;
    this.name = settings.model();
    this.approval = settings.approval();
    this.gate = new PromotionGate(registry, evaluator, settings.policy(), bootstrap);
    this.decisions = decisions;
  }

  /**
   * Promotes a version.
   *
   * @throws SpendcastException {@code NOT_FOUND} if the version is not there, or for Production
   *     neither its evidence nor the run that trained it; {@code CONFLICT} if the stage changed
   *     hands meanwhile
   */
  public Result promote(PromotionRequest request) {
    RegisteredModel model = Versions.model(registry, name);
    ModelVersion version = Versions.version(model, request.number());
    if (request.to() == Stage.PRODUCTION && version.stage() != Stage.PRODUCTION) {
      return throughGate(model, version, request);
    }
    if (leavesNothing(version, request)) {
      return new Result(version, List.of(emptied(version)), Optional.empty());
    }
    String decision =
        "moved to %s%s"
            .formatted(
                request.to().label(), request.forcedBecause().map(", because "::concat).orElse(""));
    return new Result(
        registry.move(move(model, version, request.to(), decisions.next(version, decision))),
        List.of(),
        Optional.empty());
  }

  /** Whether no version would be in Production any more, and nobody said that this is meant. */
  private static boolean leavesNothing(ModelVersion version, PromotionRequest request) {
    return version.stage() == Stage.PRODUCTION
        && request.to() != Stage.PRODUCTION
        && request.forcedBecause().isEmpty();
  }

  private static String emptied(ModelVersion version) {
    return version
        .card()
        .replaced()
        .map(
            "no version would be in Production; `spendcast rollback` gives it back to version %s"
                ::formatted)
        .orElse("no version would be in Production, and none was there before");
  }

  /** As the version carries it; one from before it did has it in the record of its run. */
  private GateEvidence evidence(ModelVersion version) {
    return version
        .card()
        .evidence()
        .or(() -> recorded(version))
        .orElseThrow(
            () ->
                new SpendcastException(
                    Kind.NOT_FOUND,
                    "Cannot judge version %s of %s: the run that trained it is not in this lake."
                        .formatted(version.number(), name),
                    "Use the lake it was trained in, or train again."));
  }

  private Optional<GateEvidence> recorded(ModelVersion version) {
    return version
        .card()
        .run()
        .flatMap(journal::find)
        .flatMap(RunManifest::training)
        .map(outcome -> GateEvidence.of(outcome.panel(), outcome.judgement()));
  }

  private Result throughGate(
      RegisteredModel model, ModelVersion version, PromotionRequest request) {
    Optional<ModelVersion> production = model.in(Stage.PRODUCTION);
    GateDecision decision =
        gate.decide(
            version,
            evidence(version),
            production,
            request.forcedBecause(),
            approval.flatMap(asked -> asked.awaitedOf(version)));
    Map<String, String> tags = new TreeMap<>(MoveTags.gate(decision));
    if (decision.isMoved()) {
      production.ifPresent(held -> tags.putAll(MoveTags.replaced(held.number())));
    }
    tags.putAll(decisions.next(version, decision.text()));
    Stage to = decision.isMoved() ? Stage.PRODUCTION : version.stage();
    return new Result(
        registry.move(move(model, version, to, tags)), decision.refusals(), decision.awaits());
  }

  private StageMove move(
      RegisteredModel model, ModelVersion version, Stage to, Map<String, String> tags) {
    return new StageMove(name, version.number(), to, model.in(to).map(ModelVersion::number), tags);
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
