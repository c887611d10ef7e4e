package io.spendcast.bootstrap.report;

import io.spendcast.domain.evaluation.Evaluation;
import io.spendcast.domain.evaluation.Interval;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Metric;
import io.spendcast.domain.evaluation.Use;
import io.spendcast.domain.workflow.Advice;
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
        .map(training -> of(training, forecast, Advice.of(manifest).orElseThrow()))
        .orElseGet(
            () ->
                new Conclusion(
                    "not judged yet",
                    "open",
                    "No model has been trained in this run.",
                    "The report says what is known so far; run the workflow on to get a verdict.",
                    forecast));
  }

  private static Conclusion of(TrainingOutcome training, List<Fact> forecast, Advice advice) {
    Judgement judgement = training.judgement();
    List<Fact> facts = new ArrayList<>(forecast);
    facts.add(chosen(training));
    facts.add(gain(judgement));
    facts.add(total(judgement));
    return new Conclusion(
        judgement.verdict().name(),
        tone(advice.use()),
        advice.headline(),
        lead(training, advice),
        facts);
  }

  private static String tone(Use use) {
    return switch (use) {
      case RANK_AND_PLAN -> "good";
      case RANK, PLAN, AS_BEFORE -> "open";
      case NOTHING -> "bad";
    };
  }

  /** Why, what must be said beside it, and what to do: nothing that the advice does not say. */
  private static String lead(TrainingOutcome training, Advice advice) {
    String limits =
        advice.limits().isEmpty() ? "" : " But " + String.join("; ", advice.limits()) + ".";
    String next =
        advice.next().isEmpty() ? "" : " Next: " + String.join("; then: ", advice.next()) + ".";
    return "%s%s Every candidate was judged on %s forecasts of later time that none had learned from.%s"
        .formatted(advice.why(), limits, Numbers.count(training.panel().testRows()), next);
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
        "of %s candidates; %s".formatted(training.candidates().size(), judgement.choice().why()));
  }

  private static Fact gain(Judgement judgement) {
    Evaluation chosen = judgement.of(judgement.chosen());
    Interval skill = chosen.skill();
    return new Fact(
        "Gain by telling customers apart",
        Numbers.signedPercent(skill.value()),
        "of squared error, by %s against %s; 95 %% interval %s to %s"
            .formatted(
                chosen.algorithm().label(),
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
