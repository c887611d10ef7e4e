package io.spendcast.bootstrap.report;

import io.spendcast.domain.evaluation.Evaluation;
import io.spendcast.domain.evaluation.Evaluation.AsOfMetrics;
import io.spendcast.domain.evaluation.Evaluation.Coverage;
import io.spendcast.domain.evaluation.Evaluation.Slice;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Metric;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The same over test dates and groups of customers, and how wide the intervals have to be. */
final class StabilitySection {
  private StabilitySection() {}

  static Section of(RunManifest manifest) {
    Section section = Section.of("stability", "The same at every date, for every group?");
    return manifest
        .training()
        .map(TrainingOutcome::judgement)
        .map(judgement -> coverage(slices(dates(section, judgement), judgement), judgement))
        .orElseGet(() -> section.say("Nothing was judged, since nothing was trained."));
  }

  private static Section dates(Section section, Judgement judgement) {
    List<AsOfMetrics> dates = judgement.of(judgement.chosen()).byAsOf();
    if (dates.isEmpty()) {
      return section.say("Figures by test date are missing from the evaluation.");
    }
    List<Object> series =
        AccuracySection.compared(judgement)
            .<Object>map(
                one ->
                    Map.of(
                        "name", one.algorithm().label(),
                        "values", one.byAsOf().stream().map(StabilitySection::totalError).toList()))
            .toList();
    return section
        .say(
            "Intervals show chance among customers, not whether the next quarter is like the last."
                + " So every test date is shown by itself.")
        .show(
            new Figure(
                "residual-chart",
                "Residuals by as-of date",
                "Forecast over actual spend of all customers together, less one: above zero too"
                    + " much was forecast, below too little.",
                "Bars per test as-of date: how far the total forecast was off, by model.",
                280,
                "wide",
                Map.of(
                    "kind",
                    "columns",
                    "unit",
                    "percent",
                    "categories",
                    dates.stream().map(at -> at.asOf().toString()).toList(),
                    "series",
                    series),
                List.of(table(judgement))));
  }

  /** Null is a gap in the chart. */
  private static Object totalError(AsOfMetrics at) {
    Double error = at.metrics().get(Metric.TOTAL_SPEND_ERROR);
    return error == null ? "-" : error;
  }

  private static Table table(Judgement judgement) {
    Table table =
        Table.of(
            "Test dates",
            "Model and as-of date",
            "rows",
            "RMSE",
            "MAE",
            "MSE skill",
            "total spend error");
    AccuracySection.compared(judgement)
        .forEach(
            one ->
                one.byAsOf()
                    .forEach(
                        at ->
                            table.add(
                                one.algorithm().label() + ", " + at.asOf(),
                                Numbers.count(at.rows()),
                                plain(at.metrics(), Metric.RMSE),
                                plain(at.metrics(), Metric.MAE),
                                plain(at.metrics(), Metric.MSE_SKILL),
                                share(
                                    Optional.ofNullable(
                                        at.metrics().get(Metric.TOTAL_SPEND_ERROR))))));
    return table;
  }

  private static String plain(Map<Metric, Double> metrics, Metric metric) {
    return Optional.ofNullable(metrics.get(metric)).map(Numbers::plain).orElse(Numbers.UNKNOWN);
  }

  private static String share(Optional<Double> error) {
    return error.map(Numbers::signedPercent).orElse(Numbers.UNKNOWN);
  }

  private static Section slices(Section section, Judgement judgement) {
    List<Slice> slices = judgement.of(judgement.chosen()).slices();
    if (slices.isEmpty()) {
      return section.say("Groups of customers were not looked at apart.");
    }
    Map<String, List<Slice>> byDimension =
        slices.stream()
            .collect(
                Collectors.groupingBy(Slice::dimension, LinkedHashMap::new, Collectors.toList()));
    Section shown = section;
    for (Map.Entry<String, List<Slice>> dimension : byDimension.entrySet()) {
      Table table =
          Table.of(
              "The chosen model by " + dimension.getKey().replace('_', ' '),
              "Group",
              "rows",
              "RMSE",
              "MSE skill",
              "total spend error");
      dimension
          .getValue()
          .forEach(
              slice ->
                  table.add(
                      slice.value(),
                      Numbers.count(slice.rows()),
                      plain(slice.metrics(), Metric.RMSE),
                      plain(slice.metrics(), Metric.MSE_SKILL),
                      share(slice.totalSpendError())));
      shown = shown.show(table);
    }
    return shown;
  }

  private static Section coverage(Section section, Judgement judgement) {
    Evaluation chosen = judgement.of(judgement.chosen());
    return section.say(
        chosen
            .coverage()
            .map(StabilitySection::coverage)
            .orElse(
                "Prediction intervals were not checked: that takes a test date to calibrate on and"
                    + " a later one to check."));
  }

  private static String coverage(Coverage coverage) {
    return "Prediction intervals that are meant to hold %s of the customers held %s of %s at %s, which was not used to calibrate them; they are %s wide on average."
        .formatted(
            Numbers.percent(coverage.nominal()),
            Numbers.percent(coverage.share()),
            Numbers.count(coverage.rows()),
            coverage.asOf(),
            Numbers.money(coverage.meanWidth()));
  }
}
