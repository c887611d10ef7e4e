package io.spendcast.application;

import io.spendcast.domain.evaluation.CustomerBootstrap;
import io.spendcast.domain.evaluation.ErrorSums;
import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.evaluation.Interval;
import io.spendcast.domain.evaluation.PromotionPolicy;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.util.List;
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
   * @param production the version to be replaced; one that reads other features cannot be compared
   *     on these rows, and cannot score them either, so it does not stand in the way
   */
  Judged judge(ModelVersion candidate, TrainingOutcome outcome, Optional<ModelVersion> production) {
    Optional<ModelVersion> comparable =
        production.filter(
            held -> held.artifact().features().equals(candidate.artifact().features()));
    List<ModelArtifact> models =
        Stream.concat(Stream.of(candidate), comparable.stream())
            .map(registry::fetch)
            .map(ModelVersion::artifact)
            .toList();
    ErrorSums errors = evaluator.evaluate(outcome.panel(), models, bootstrap).pooled();
    Optional<Interval> skill = comparable.map(held -> errors.skill(0, 1));
    Verdict verdict = outcome.judgement().verdict();
    Interval totalSpendError = errors.totalSpendError(0);
    return new Judged(
        policy.decide(verdict, totalSpendError, skill),
        evidence(verdict, totalSpendError, skill, production));
  }

  private static Map<String, String> evidence(
      Verdict verdict,
      Interval totalSpendError,
      Optional<Interval> skill,
      Optional<ModelVersion> production) {
    Map<String, String> evidence = new TreeMap<>();
    evidence.put("spendcast.gate.verdict", verdict.name());
    evidence.put("spendcast.gate.total_spend_error", totalSpendError.toString());
    production.ifPresent(
        version ->
            evidence.put("spendcast.gate.production_version", Integer.toString(version.number())));
    skill.ifPresent(
        interval ->
            evidence.put("spendcast.gate.mse_skill_against_production", interval.toString()));
    return evidence;
  }

  /**
   * The decision with what it rests on.
   *
   * @param decision granted or why not
   * @param evidence as tags for the version
   */
  record Judged(PromotionPolicy.Decision decision, Map<String, String> evidence) {}
}
