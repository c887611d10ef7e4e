package io.spendcast.bootstrap.report;

import io.spendcast.domain.evaluation.Evaluation;
import io.spendcast.domain.evaluation.Interval;
import io.spendcast.domain.evaluation.Judge;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Metric;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The verdict as a person who plans with it wants to hear it.
 *
 * @param verdict its name, or that there is none yet
 * @param tone good, bad or open: the colour of the verdict
 * @param headline the verdict in a sentence
 * @param lead why, and what to do with it
 * @param facts the few numbers to remember
 */
record Conclusion(String verdict, String tone, String headline, String lead, List<Fact> facts) {
  static Conclusion of(RunManifest manifest) {
    List<Fact> forecast = ForecastFacts.of(manifest);
    return manifest
        .training()
        .map(training -> of(training, forecast))
        .orElseGet(
            () ->
                new Conclusion(
                    "not judged yet",
                    "open",
                    "No model has been trained in this run.",
                    "The report says what is known so far; run the workflow on to get a verdict.",
                    forecast));
  }

  private static Conclusion of(TrainingOutcome training, List<Fact> forecast) {
    Judgement judgement = training.judgement();
    List<Fact> facts = new ArrayList<>(forecast);
    facts.add(chosen(training));
    facts.add(gain(judgement));
    facts.add(total(judgement));
    return new Conclusion(
        judgement.verdict().name(),
        tone(judgement.verdict()),
        headline(judgement.verdict()),
        lead(training),
        facts);
  }

  private static String tone(Verdict verdict) {
    return switch (verdict) {
      case SKILL -> "good";
      case SUSPECT_LEAK -> "bad";
      case NO_SKILL, INCONCLUSIVE -> "open";
    };
  }

  private static String headline(Verdict verdict) {
    return switch (verdict) {
      case SKILL -> "Past purchases tell customers apart.";
      case NO_SKILL -> "Past purchases do not tell customers apart.";
      case INCONCLUSIVE -> "These sales do not decide it yet.";
      case SUSPECT_LEAK -> "Do not use these models.";
    };
  }

  private static String lead(TrainingOutcome training) {
    Judgement judgement = training.judgement();
    String tested =
        "Every candidate was judged on %s forecasts of later time that none had learned from. "
            .formatted(Numbers.count(training.panel().testRows()));
    String baseline = judgement.bestBaseline().label();
    String best = bestOfTheOthers(judgement).map(e -> e.algorithm().label()).orElse(baseline);
    return switch (judgement.verdict()) {
      case SKILL ->
          tested
              + "The best forecast by customer, %s, beats the best for all alike, %s, beyond chance. "
                  .formatted(best, baseline)
              + "The forecast can be used to rank customers and to plan totals.";
      case NO_SKILL ->
          tested
              + "The best forecast by customer, %s, gains less than %s of squared error on %s for all alike. "
                  .formatted(best, Numbers.percent(Judge.SMALLEST_USEFUL_SKILL), baseline)
              + "That is a result, not a failure: plan totals with it, and do not rank"
              + " customers by this forecast.";
      case INCONCLUSIVE ->
          tested
              + "Whether %s is better than %s for all alike cannot be told: the interval holds"
                  .formatted(best, baseline)
              + " both answers. More test as-of dates would tell.";
      case SUSPECT_LEAK ->
          "The result is too good to be true, or a leak check failed: something in the features"
              + " knows the future. Nothing was promoted. "
              + judgement.reason();
    };
  }

  static Optional<Evaluation> bestOfTheOthers(Judgement judgement) {
    return judgement.evaluations().stream()
        .filter(evaluation -> evaluation.algorithm().tellsCustomersApart())
        .max(Comparator.comparingDouble(evaluation -> evaluation.skill().value()));
  }

  private static Fact chosen(TrainingOutcome training) {
    Judgement judgement = training.judgement();
    return new Fact(
        "Chosen model",
        judgement.chosen().label(),
        "the simplest of %s candidates that is not significantly worse than the best"
            .formatted(training.candidates().size()));
  }

  private static Fact gain(Judgement judgement) {
    Evaluation subject =
        bestOfTheOthers(judgement).orElseGet(() -> judgement.of(judgement.bestBaseline()));
    Interval skill = subject.skill();
    return new Fact(
        "Gain by telling customers apart",
        Numbers.signedPercent(skill.value()),
        "of squared error, by %s against %s; 95 %% interval %s to %s"
            .formatted(
                subject.algorithm().label(),
                judgement.bestBaseline().label(),
                Numbers.signedPercent(skill.low()),
                Numbers.signedPercent(skill.high())));
  }

  private static Fact total(Judgement judgement) {
    Evaluation chosen = judgement.of(judgement.chosen());
    Interval error = chosen.totalSpendError();
    return new Fact(
        "Total on held-out time",
        Numbers.signedPercent(error.value()),
        "forecast against actual of all customers together; 95 %% interval %s to %s; R² %s"
            .formatted(
                Numbers.signedPercent(error.low()),
                Numbers.signedPercent(error.high()),
                Optional.ofNullable(chosen.metrics().get(Metric.R2))
                    .map(Numbers::plain)
                    .orElse(Numbers.UNKNOWN)));
  }

  /** A number worth remembering, and what it means. */
  record Fact(String name, String value, String meaning) {}
}
