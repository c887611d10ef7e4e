package io.spendcast.bootstrap.report;

import io.spendcast.domain.evaluation.Evaluation;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Metric;
import io.spendcast.domain.evaluation.Use;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.workflow.Advice;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
  /** Expected spend, last year's, and who will spend it come before how sure that is. */
  private static final int AFTER_THE_FORECAST = 3;

  static Conclusion of(RunManifest manifest) {
    List<Fact> forecast = ForecastFacts.of(manifest);
    return manifest
        .training()
        .map(training -> of(training, manifest, forecast))
        .orElseGet(
            () ->
                new Conclusion(
                    "not judged yet",
                    "open",
                    "No model has been trained in this run.",
                    "The report says what is known so far; run the workflow on to get a verdict.",
                    forecast));
  }

  private static Conclusion of(
      TrainingOutcome training, RunManifest manifest, List<Fact> forecast) {
    Advice advice = Advice.of(manifest).orElseThrow();
    Judgement judgement = training.judgement();
    List<Fact> facts = new ArrayList<>(forecast);
    facts.add(Math.min(facts.size(), AFTER_THE_FORECAST), sureness(training, manifest));
    facts.add(chosen(training));
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
    Evaluation chosen = judgement.of(judgement.chosen());
    return new Fact(
        "Chosen model",
        judgement.chosen().label(),
        "of %s candidates; %s; %s"
            .formatted(
                training.candidates().size(),
                judgement.choice().why(),
                chosen.algorithm().tellsCustomersApart()
                    ? gain(chosen, judgement)
                    : "it says the same of everybody at a date"));
  }

  private static String gain(Evaluation chosen, Judgement judgement) {
    Interval skill = chosen.skill();
    return "squared error saved by telling customers apart, against %s: %s, 95 %% interval %s to %s"
        .formatted(
            judgement.bestBaseline().label(),
            Numbers.signedPercent(skill.value()),
            Numbers.signedPercent(skill.low()),
            Numbers.signedPercent(skill.high()));
  }

  /** How far the total was off, in all and date by date. */
  private static Fact sureness(TrainingOutcome training, RunManifest manifest) {
    Judgement judgement = training.judgement();
    Evaluation chosen = judgement.of(judgement.chosen());
    Interval error = chosen.totalSpendError();
    if (!Double.isFinite(error.value())) {
      return new Fact(
          "How sure",
          "cannot be told",
          "nothing was spent on the dates on which it was tested" + season(manifest));
    }
    return new Fact(
        "How sure",
        Numbers.signedPercent(error.value()),
        "is how far the total of %s was off on the dates on which it was tested, 95 %% interval %s to %s; by date %s%s%s"
            .formatted(
                tested(training, manifest),
                Numbers.signedPercent(error.low()),
                Numbers.signedPercent(error.high()),
                byDate(chosen),
                coverage(chosen),
                season(manifest)));
  }

  private static String season(RunManifest manifest) {
    return SeasonOfTests.caveat(manifest).map("; "::concat).orElse("");
  }

  /** What is judged need not be what forecasts: a version that is kept goes on. */
  private static String tested(TrainingOutcome training, RunManifest manifest) {
    String chosen = training.judgement().chosen().label();
    return manifest
        .registration()
        .filter(
            made ->
                ForecastFacts.made(manifest)
                    .filter(run -> run.batch().modelVersion() != made.version().number())
                    .isPresent())
        .map(
            made ->
                "%s, version %s, which does not forecast,"
                    .formatted(chosen, made.version().number()))
        .orElse(chosen);
  }

  private static String byDate(Evaluation chosen) {
    return chosen.byAsOf().stream()
        .map(
            date ->
                Optional.ofNullable(date.metrics().get(Metric.TOTAL_SPEND_ERROR))
                    .map(Numbers::signedPercent)
                    .orElse(Numbers.UNKNOWN))
        .collect(Collectors.joining(", "));
  }

  private static String coverage(Evaluation chosen) {
    return chosen
        .coverage()
        .map(
            found ->
                "; of single customers %s were within their range that is meant for %s"
                    .formatted(Numbers.percent(found.share()), Numbers.percent(found.nominal())))
        .orElse("");
  }

  /** A number worth remembering, and what it means. */
  record Fact(String name, String value, String meaning) {}
}
