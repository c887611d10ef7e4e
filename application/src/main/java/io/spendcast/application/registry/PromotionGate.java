package io.spendcast.application.registry;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.evaluation.loss.ErrorSums;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.promotion.Findings;
import io.spendcast.domain.promotion.GateDecision;
import io.spendcast.domain.promotion.GateEvidence;
import io.spendcast.domain.promotion.ProductionComparison;
import io.spendcast.domain.promotion.ProductionComparison.Basis;
import io.spendcast.domain.promotion.PromotionPolicy;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.TrainingPanel;
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
   * @param evidence of the training of the candidate
   * @param production the version to be replaced
   * @param forcedBecause why the candidate passes in any case
   * @param awaits what a human must do before it is moved
   */
  GateDecision decide(
      ModelVersion candidate,
      GateEvidence evidence,
      Optional<ModelVersion> production,
      Optional<String> forcedBecause,
      Optional<String> awaits) {
    Optional<ModelVersion> rival =
        production
            .filter(held -> isRescored(basis(candidate, held, evidence.panel())))
            .map(this::fetched)
            .orElse(production);
    Basis basis = rival.map(held -> basis(candidate, held, evidence.panel())).orElse(Basis.NOTHING);
    List<ModelArtifact> models =
        Stream.concat(Stream.of(registry.fetch(candidate)), rescored(basis, rival))
            .map(ModelVersion::artifact)
            .toList();
    ErrorSums errors = evaluator.evaluate(evidence.panel(), models, bootstrap).pooled();
    Findings found = evidence.findings();
    ProductionComparison comparison =
        new ProductionComparison(
            basis,
            skill(basis, errors, found),
            production.flatMap(held -> daysNewer(candidate, held)));
    return new GateDecision(
        policy.refusals(found, comparison),
        evidence(found, errors.totalSpendError(0), comparison, production),
        forcedBecause,
        awaits);
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

  private static Optional<Interval> skill(Basis basis, ErrorSums errors, Findings found) {
    return switch (basis) {
      case NOTHING -> Optional.empty();
      case SAME_FEATURES, SAME_INPUTS -> Optional.of(errors.skill(0, 1));
      case BASELINE -> Optional.of(found.skill());
    };
  }

  private static Optional<Long> daysNewer(ModelVersion candidate, ModelVersion held) {
    Optional<LocalDate> until = candidate.card().trainedUntil();
    return held.card()
        .trainedUntil()
        .flatMap(then -> until.map(now -> ChronoUnit.DAYS.between(then, now)));
  }

  private static Map<String, String> evidence(
      Findings found,
      Interval totalSpendError,
      ProductionComparison comparison,
      Optional<ModelVersion> production) {
    Map<String, String> evidence = new TreeMap<>();
    evidence.put("verdict", found.verdict().name());
    evidence.put("use", found.allowedUse().label());
    evidence.put("leak_sentinels", found.cleanSentinels());
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
}
