package io.spendcast.bootstrap.report;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.workflow.FeatureBuild;
import io.spendcast.domain.workflow.RunManifest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was forecast and from what: sales, training, purge, test and forecast windows. */
final class TimelineSection {
  private static final int ROW_HEIGHT = 18;

  private TimelineSection() {}

  static Section of(RunManifest manifest) {
    Section section = Section.of("timeline", "What was forecast, and from what");
    return manifest
        .features()
        .map(built -> of(section, built, manifest.ingest()))
        .orElseGet(
            () -> section.say("The dates are not planned yet, since no features were built."));
  }

  private static Section of(Section section, FeatureBuild built, Optional<IngestReport> sales) {
    PanelPlan plan = built.plan();
    DateWindow forecast = plan.horizon().window(plan.scoring());
    return section
        .say(
            "The question is what each customer who has bought before will spend in the %s days"
                    .formatted(plan.horizon().days())
                + " from %s.".formatted(ForecastFacts.window(forecast)))
        .say(
            "To answer it, models learned from the same question asked on %s earlier dates, whose"
                    .formatted(plan.train().size())
                + " answers are known, and were judged on %s later ones."
                    .formatted(plan.test().size())
                + " Each date uses only what was known before it, and no training answer reaches"
                + " into the time of the test: what is between is left out.")
        .show(
            new Figure(
                "timeline-chart",
                "Forecast windows by as-of date",
                "A bar is the time whose spend is forecast; it begins at its as-of date, and only"
                    + " what is to the left of that was known.",
                alternative(plan),
                90 + ROW_HEIGHT * (plan.train().size() + plan.test().size() + 1),
                "wide",
                chart(plan, sales),
                List.of(table(plan))));
  }

  private static String alternative(PanelPlan plan) {
    return "Timeline: training windows from %s to %s, test windows from %s to %s, forecast from %s."
        .formatted(
            plan.train().get(0),
            plan.horizon().window(last(plan.train())).until(),
            plan.test().get(0),
            plan.horizon().window(last(plan.test())).until(),
            plan.scoring());
  }

  private static AsOfDate last(List<AsOfDate> dates) {
    return dates.get(dates.size() - 1);
  }

  private static Map<String, Object> chart(PanelPlan plan, Optional<IngestReport> sales) {
    Map<String, Object> chart = new LinkedHashMap<>();
    chart.put("kind", "timeline");
    List<Object> rows = new ArrayList<>();
    plan.train().forEach(asOf -> rows.add(row(plan, asOf, "Training")));
    plan.test().forEach(asOf -> rows.add(row(plan, asOf, "Test")));
    rows.add(row(plan, plan.scoring(), "Forecast"));
    chart.put("rows", rows);
    LocalDate purgeFrom = plan.horizon().window(last(plan.train())).until();
    if (purgeFrom.isBefore(plan.test().get(0).day())) {
      chart.put("purge", List.of(purgeFrom.toString(), plan.test().get(0).toString()));
    }
    sales.ifPresent(report -> chart.put("salesUntil", report.salesDays().until().toString()));
    return chart;
  }

  private static Map<String, Object> row(PanelPlan plan, AsOfDate asOf, String role) {
    DateWindow window = plan.horizon().window(asOf);
    return Map.of(
        "asOf", asOf.toString(),
        "from", window.from().toString(),
        "until", window.until().toString(),
        "role", role);
  }

  private static Table table(PanelPlan plan) {
    Table table = Table.of("As-of dates and their windows", "As-of date", "use:", "forecasts:");
    plan.train().forEach(asOf -> add(table, plan, asOf, "training"));
    plan.test().forEach(asOf -> add(table, plan, asOf, "test"));
    add(table, plan, plan.scoring(), "forecast");
    return table;
  }

  private static void add(Table table, PanelPlan plan, AsOfDate asOf, String use) {
    table.add(asOf.toString(), use, plan.horizon().window(asOf).toString());
  }
}
