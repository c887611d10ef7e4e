package io.spendcast.bootstrap.report;

import io.spendcast.domain.evaluation.Evaluation;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.order.Decile;
import io.spendcast.domain.evaluation.order.Gain;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Level and ranking of the chosen model's forecasts, beside those of the best for all alike. */
final class AccuracySection {
  private AccuracySection() {}

  static Section of(RunManifest manifest) {
    Section section = Section.of("accuracy", "Right in level, right in rank");
    return manifest
        .training()
        .map(TrainingOutcome::judgement)
        .map(judgement -> of(section, judgement))
        .orElseGet(() -> section.say("Nothing was judged, since nothing was trained."));
  }

  private static Section of(Section section, Judgement judgement) {
    Evaluation chosen = judgement.of(judgement.chosen());
    return gains(calibration(section, chosen, judgement), judgement);
  }

  private static Section calibration(Section section, Evaluation chosen, Judgement judgement) {
    List<Decile> deciles = chosen.deciles();
    if (deciles.isEmpty()) {
      return section.say("Deciles are missing: the evaluation has none of the chosen model.");
    }
    return section
        .say(
            "Customers of each test date in ten equal groups by their forecast; groups of one rank"
                + " are put together over the dates. A forecast is right in level where both bars"
                + " of a group are alike, and right in rank where the bars grow from left to"
                + " right.")
        .show(
            new Figure(
                "decile-chart",
                "Forecast and actual spend by decile",
                "Mean per customer; decile 10 has the highest forecasts of " + name(chosen) + ".",
                "Bars per decile of the forecast: the highest decile was forecast %s and spent %s per customer."
                    .formatted(
                        Numbers.money(last(deciles).meanPrediction()),
                        Numbers.money(last(deciles).meanLabel())),
                260,
                "wide",
                Map.of(
                    "kind",
                    "columns",
                    "unit",
                    "money",
                    "categories",
                    deciles.stream().map(d -> Integer.toString(d.rank())).toList(),
                    "series",
                    List.of(
                        series("Forecast", deciles.stream().map(Decile::meanPrediction).toList()),
                        series("Actual", deciles.stream().map(Decile::meanLabel).toList()))),
                List.of(table(deciles))))
        .show(
            new Figure(
                "scatter-chart",
                "Predicted against actual",
                "A point per decile of " + names(judgement) + "; on the line both are equal.",
                "Points of mean forecast and mean actual spend per decile, beside the line of"
                    + " equality.",
                320,
                "half",
                Map.of(
                    "kind",
                    "points",
                    "series",
                    compared(judgement).map(AccuracySection::points).toList()),
                List.of()));
  }

  private static Decile last(List<Decile> deciles) {
    return deciles.get(deciles.size() - 1);
  }

  private static Map<String, Object> series(String name, List<Double> values) {
    return Map.of("name", name, "values", values);
  }

  private static String name(Evaluation evaluation) {
    return evaluation.algorithm().label();
  }

  /** The chosen model, the best by customer and the best for all alike, each once. */
  static Stream<Evaluation> compared(Judgement judgement) {
    return Stream.concat(
            Stream.concat(
                Stream.of(judgement.of(judgement.chosen())),
                Conclusion.bestOfTheOthers(judgement).stream()),
            Stream.of(judgement.of(judgement.bestBaseline())))
        .distinct();
  }

  private static String names(Judgement judgement) {
    return String.join(", ", compared(judgement).map(AccuracySection::name).toList());
  }

  private static Map<String, Object> points(Evaluation evaluation) {
    return Map.of(
        "name",
        name(evaluation),
        "points",
        evaluation.deciles().stream()
            .map(decile -> List.of(decile.meanPrediction(), decile.meanLabel()))
            .toList());
  }

  private static Table table(List<Decile> deciles) {
    Table table =
        Table.of(
            "Decile calibration of the chosen model",
            "Decile",
            "customers × dates",
            "mean forecast",
            "mean actual",
            "actual over forecast");
    for (Decile decile : deciles) {
      table.add(
          Integer.toString(decile.rank()),
          Numbers.count(decile.rows()),
          Numbers.money(decile.meanPrediction()),
          Numbers.money(decile.meanLabel()),
          Numbers.plain(decile.meanLabel() / decile.meanPrediction()));
    }
    return table;
  }

  private static Section gains(Section section, Judgement judgement) {
    Evaluation chosen = judgement.of(judgement.chosen());
    if (chosen.gains().isEmpty()) {
      return section.say("A gain curve is missing: the evaluation has none of the chosen model.");
    }
    return section.show(
        new Figure(
            "gain-chart",
            "Gain curve",
            "Share of a date's spend that its customers with the highest forecasts have, averaged"
                + " over the test dates; the diagonal is a draw by lot.",
            alternative(chosen),
            320,
            "half",
            Map.of(
                "kind",
                "curve",
                "series",
                compared(judgement).map(AccuracySection::curve).toList()),
            List.of(gainTable(chosen))));
  }

  private static String alternative(Evaluation chosen) {
    return chosen.gains().stream()
        .filter(gain -> gain.customers() >= 0.1)
        .findFirst()
        .map(
            gain ->
                "Gain curve: the %s of the customers with the highest forecasts have %s of the spend."
                    .formatted(Numbers.percent(gain.customers()), Numbers.percent(gain.spend())))
        .orElse("Gain curve of the chosen model.");
  }

  private static Map<String, Object> curve(Evaluation evaluation) {
    List<Object> points = new ArrayList<>();
    points.add(List.of(0.0, 0.0));
    for (Gain gain : evaluation.gains()) {
      points.add(List.of(gain.customers(), gain.spend()));
    }
    return Map.of("name", name(evaluation), "points", points);
  }

  private static Table gainTable(Evaluation chosen) {
    Table table = Table.of("Gain of the chosen model", "Customers", "share of spend", "lift");
    for (Gain gain : chosen.gains()) {
      table.add(
          Numbers.percent(gain.customers()),
          Numbers.percent(gain.spend()),
          String.format(Locale.ROOT, "%.2f", gain.spend() / gain.customers()));
    }
    return table;
  }
}
