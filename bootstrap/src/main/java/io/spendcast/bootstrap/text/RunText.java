package io.spendcast.bootstrap.text;

import io.spendcast.domain.RunId;
import io.spendcast.domain.evaluation.Evaluation;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Metric;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.prediction.ForecastSummary;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.domain.uncertainty.Expectation;
import io.spendcast.domain.workflow.Advice;
import io.spendcast.domain.workflow.FeatureBuild;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.Registration;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came of a run's tasks, one paragraph each. */
public final class RunText {
  private final RunManifest manifest;
  private final String lake;

  private RunText(RunManifest manifest, String lake) {
    this.manifest = manifest;
    this.lake = lake;
  }

  /** The paragraphs of these tasks; table names are shown below the lake. */
  public static String of(RunManifest manifest, List<Task> tasks, String lake) {
    RunText text = new RunText(manifest, lake);
    boolean judged = tasks.contains(Task.TRAIN) || tasks.contains(Task.REGISTER);
    return Stream.concat(
            tasks.stream().flatMap(task -> text.paragraph(task).stream()),
            Advice.of(manifest).filter(any -> judged).map(RunText::advice).stream())
        .collect(Collectors.joining("\n"));
  }

  private static String advice(Advice advice) {
    return advice.headline()
        + "\n"
        + advice.limits().stream().map("  but %s%n"::formatted).collect(Collectors.joining())
        + advice.next().stream().map("  next: %s%n"::formatted).collect(Collectors.joining());
  }

  private Optional<String> paragraph(Task task) {
    return switch (task) {
      case INGEST -> manifest.ingest().map(RunText::sales);
      case FEATURES -> manifest.features().map(this::features);
      case TRAIN -> manifest.training().map(RunText::models);
      case REGISTER -> manifest.registration().map(RunText::registration);
      case PREDICT -> manifest.prediction().map(this::predictions);
    };
  }

  private static String sales(IngestReport report) {
    TextTable table =
        new TextTable(
            "Table",
            "rows in",
            "kept",
            "quarantined",
            "repaired",
            "money in",
            "money kept",
            "money unknown");
    for (TableIngest one : report.tables()) {
      table.add(
          one.table().table().value(),
          Figures.count(one.rowsIn()),
          Figures.count(one.rowsKept()),
          Figures.count(one.rowsQuarantined()),
          Figures.count(one.rowsRepaired()),
          Figures.money(one.moneyIn()),
          Figures.money(one.moneyKept()),
          Figures.rows(one.rowsMoneyUnknown()));
    }
    String filtered =
        report.tables().stream()
            .flatMap(one -> FilteredText.of(one.table().table().value(), one.filtered()).stream())
            .map("%s%n"::formatted)
            .collect(Collectors.joining());
    String warnings =
        report.warnings().stream().map("warning: %s%n"::formatted).collect(Collectors.joining());
    return "Sales from %s, days %s\n%s%s%s"
        .formatted(report.source(), report.salesDays(), table, filtered, warnings);
  }

  private String features(FeatureBuild built) {
    return "Features: %s rows at %s as-of dates, %s to %s, in %s/%s\n"
        .formatted(
            Figures.count(built.table().rows()),
            built.table().asOfs().size(),
            built.table().asOfs().get(0),
            built.table().asOfs().get(built.table().asOfs().size() - 1),
            lake,
            built.table().table().table());
  }

  private static String models(TrainingOutcome training) {
    return models(training.judgement())
        + training.shortfall().sentences().stream()
            .map("%s%n"::formatted)
            .collect(Collectors.joining());
  }

  private static String models(Judgement judgement) {
    TextTable table =
        new TextTable(
            "Candidate",
            "RMSE",
            "MAE",
            "R²",
            "Gini",
            "MSE skill [95 % interval]",
            "total spend error",
            "within 80 % interval");
    for (Evaluation one : judgement.evaluations()) {
      table.add(
          one.algorithm().label() + (one.algorithm() == judgement.chosen() ? " (chosen)" : ""),
          metric(one, Metric.RMSE, "%,.2f"),
          metric(one, Metric.MAE, "%,.2f"),
          metric(one, Metric.R2, "%.4f"),
          metric(one, Metric.GINI, "%.4f"),
          one.skill().toString(),
          share(one.totalSpendError()),
          one.coverage().map(RunText::within).orElse("–"));
    }
    return "%s\nVerdict: %s. %s\nChosen: %s.\n%s%s"
        .formatted(
            table,
            words(judgement),
            judgement.reason(),
            judgement.choice().why(),
            whyNot(judgement),
            sentinels(judgement));
  }

  private static String whyNot(Judgement judgement) {
    return judgement.choice().others().stream()
        .filter(standing -> standing.candidate().isSelectable())
        .map(one -> "  not %s: %s%n".formatted(one.candidate().label(), one.whyNot()))
        .collect(Collectors.joining());
  }

  /** One line if all is well, else one more for each that found something. */
  private static String sentinels(Judgement judgement) {
    int all = judgement.sentinels().size();
    int clean = all - judgement.failing().size();
    String findings =
        judgement.failing().stream().map("  %s%n"::formatted).collect(Collectors.joining());
    return "Leak sentinels: %s of %s clean\n%s".formatted(clean, all, findings);
  }

  private static String words(Judgement judgement) {
    return switch (judgement.verdict()) {
      case SKILL -> "SKILL, past purchases distinguish customers";
      case NO_SKILL -> "NO_SKILL, nothing distinguishes customers";
      case INCONCLUSIVE -> "INCONCLUSIVE, the data allows no decision";
      case SUSPECT_LEAK -> "SUSPECT_LEAK, this is too good to be true";
    };
  }

  private static String registration(Registration registration) {
    String text =
        "Registered %s version %s, now in %s.\n"
            .formatted(
                registration.version().name(),
                registration.version().number(),
                registration.version().stage().label());
    return registration.refusals().isEmpty()
        ? text
        : text + "Not promoted, since %s.\n".formatted(String.join("; ", registration.refusals()));
  }

  private String predictions(PredictionRun run) {
    return "Predictions: %s customers, %s%s in all, for %s, by version %s%s, in %s (%s)\n%s"
            .formatted(
                Figures.count(run.receipt().rows()),
                String.format(Locale.ROOT, "%,.2f", run.batch().totalSpend()),
                run.currency().map(" "::concat).orElse(""),
                run.batch().horizon().window(run.batch().asOf()),
                run.batch().modelVersion(),
                trainer(run).map(", which the run %s trained"::formatted).orElse(""),
                ShownPath.of(run.receipt().place()),
                run.receipt().outcome().name().toLowerCase(Locale.ROOT),
                run.summary().map(summary -> summary(summary, run.batch().totalSpend())).orElse(""))
        + run.summary().flatMap(ForecastSummary::expectation).map(RunText::expectation).orElse("");
  }

  /** The run that trained the version, if it is known and not this one. */
  private Optional<RunId> trainer(PredictionRun run) {
    boolean registered =
        manifest
            .registration()
            .filter(made -> made.version().number() == run.batch().modelVersion())
            .isPresent();
    return manifest
        .training()
        .map(training -> training.provenance().run())
        .filter(trainer -> registered && !trainer.equals(manifest.run()));
  }

  private static String expectation(Expectation expectation) {
    return String.format(
        Locale.ROOT,
        "  between %,.2f and %,.2f with a probability of 80 %%; about %,.0f customers are expected to buy%n",
        expectation.range().low(),
        expectation.range().high(),
        expectation.buyers());
  }

  private static String summary(ForecastSummary summary, double total) {
    String lastYear =
        summary
            .lastYear()
            .map(
                spent ->
                    String.format(
                        Locale.ROOT,
                        "%,.2f was spent in the same days last year%s",
                        spent,
                        spent > 0
                            ? String.format(Locale.ROOT, " (%+.1f %%)", 100 * (total / spent - 1))
                            : ""))
            .orElse("the sales do not reach back to the same days last year");
    return String.format(
        Locale.ROOT,
        "  %s; %.1f %% is expected of a tenth of the customers%n",
        lastYear,
        100 * summary.topTenth());
  }

  private static String metric(Evaluation evaluation, Metric metric, String format) {
    return Optional.ofNullable(evaluation.metrics().get(metric))
        .map(value -> String.format(Locale.ROOT, format, value))
        .orElse("–");
  }

  private static String within(Evaluation.Coverage coverage) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * coverage.share());
  }

  private static String share(Interval interval) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * interval.value());
  }
}
