package io.spendcast.application.registry;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.evaluation.loss.ErrorSums;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.promotion.ProductionComparison;
import io.spendcast.domain.promotion.ProductionComparison.Basis;
import io.spendcast.domain.promotion.PromotionPolicy;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.Provenance;
import io.spendcast.domain.training.TrainingPanel;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Judges a version before Production: rescores it and the version in Production on the same
 * held-out rows and asks the policy.
 */
final class PromotionGate {
  private final ModelRegistry registry;
  private final Evaluator evaluator;
  private final PromotionPolicy policy;
  private final CustomerBootstrap bootstrap;

  PromotionGate(
      ModelRegistry registry,
      Evaluator evaluator,
      PromotionPolicy policy,
      CustomerBootstrap bootstrap) {
    this.registry = registry;
    this.evaluator = evaluator;
    this.policy = policy;
    this.bootstrap = bootstrap;
  }

  /**
   * Decides.
   *
   * @param outcome of the run that trained the candidate
   * @param production the version to be replaced
   */
  Judged judge(ModelVersion candidate, TrainingOutcome outcome, Optional<ModelVersion> production) {
    Optional<ModelVersion> rival =
        production
            .filter(held -> isRescored(basis(candidate, held, outcome.panel())))
            .map(this::fetched)
            .orElse(production);
    Basis basis = rival.map(held -> basis(candidate, held, outcome.panel())).orElse(Basis.NOTHING);
    List<ModelArtifact> models =
        Stream.concat(Stream.of(registry.fetch(candidate)), rescored(basis, rival))
            .map(ModelVersion::artifact)
            .toList();
    ErrorSums errors = evaluator.evaluate(outcome.panel(), models, bootstrap).pooled();
    Judgement judgement = outcome.judgement();
    ProductionComparison comparison =
        new ProductionComparison(
            basis,
            skill(basis, errors, judgement),
            production.flatMap(held -> daysNewer(candidate, held)));
    Interval totalSpendError = errors.totalSpendError(0);
    return new Judged(
        policy.decide(judgement, comparison),
        evidence(judgement, totalSpendError, comparison, production));
  }

  /** A model whose files are gone or changed predicts for nobody: it is no rival. */
  private Optional<ModelVersion> fetched(ModelVersion production) {
    try {
      return Optional.of(registry.fetch(production));
    } catch (SpendcastException e) {
      if (e.kind() == Kind.INVALID || e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Basis basis(ModelVersion candidate, ModelVersion held, TrainingPanel panel) {
    if (held.artifact().features().equals(candidate.artifact().features())) {
      return Basis.SAME_FEATURES;
    }
    return panel.features().of(held.artifact().inputs()).equals(held.artifact().features())
        ? Basis.SAME_INPUTS
        : Basis.BASELINE;
  }

  private static Stream<ModelVersion> rescored(Basis basis, Optional<ModelVersion> production) {
    return isRescored(basis) ? production.stream() : Stream.empty();
  }

  private static boolean isRescored(Basis basis) {
    return basis == Basis.SAME_FEATURES || basis == Basis.SAME_INPUTS;
  }

  private static Optional<Interval> skill(Basis basis, ErrorSums errors, Judgement judgement) {
    return switch (basis) {
      case NOTHING -> Optional.empty();
      case SAME_FEATURES, SAME_INPUTS -> Optional.of(errors.skill(0, 1));
      case BASELINE -> Optional.of(judgement.of(judgement.chosen()).skill());
    };
  }

  private static Optional<Long> daysNewer(ModelVersion candidate, ModelVersion held) {
    return trainedUntil(candidate)
        .flatMap(now -> trainedUntil(held).map(then -> ChronoUnit.DAYS.between(then, now)));
  }

  private static Optional<LocalDate> trainedUntil(ModelVersion version) {
    return Optional.ofNullable(version.tags().get(Provenance.TRAINED_UNTIL)).map(LocalDate::parse);
  }

  private static Map<String, String> evidence(
      Judgement judgement,
      Interval totalSpendError,
      ProductionComparison comparison,
      Optional<ModelVersion> production) {
    Map<String, String> evidence = new TreeMap<>();
    int all = judgement.sentinels().size();
    evidence.put("verdict", judgement.verdict().name());
    evidence.put("use", judgement.use().label());
    evidence.put(
        "leak_sentinels", "%s of %s clean".formatted(all - judgement.failing().size(), all));
    evidence.put("total_spend_error", totalSpendError.toString());
    evidence.put("compared_with", comparison.basis().name().toLowerCase(Locale.ROOT));
    production.ifPresent(
        version -> evidence.put("production_version", Integer.toString(version.number())));
    comparison
        .skill()
        .ifPresent(skill -> evidence.put("mse_skill_against_production", skill.toString()));
    comparison
        .daysNewer()
        .ifPresent(days -> evidence.put("days_newer_than_production", Long.toString(days)));
    return evidence;
  }

  /**
   * The decision with what it rests on.
   *
   * @param decision granted or why not
   * @param evidence by name
   */
  record Judged(PromotionPolicy.Decision decision, Map<String, String> evidence) {}
}
