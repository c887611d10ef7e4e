package io.spendcast.bootstrap.cli.answer;

import io.spendcast.domain.TableVersion;
import io.spendcast.domain.evaluation.Evaluation;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.leak.SentinelFinding;
import io.spendcast.domain.prediction.SegmentTotal;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.domain.uncertainty.Expectation;
import io.spendcast.domain.workflow.Advice;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the tasks of a run gave, as the fields of the JSON answer. */
public final class RunOutputs {
  private RunOutputs() {}

  public static Map<String, Object> of(RunManifest manifest, List<Task> asked) {
    Map<String, Object> outputs = new LinkedHashMap<>();
    for (Task task : asked) {
      switch (task) {
        case INGEST ->
            manifest
                .ingest()
                .ifPresent(
                    report -> {
                      outputs.put(
                          "ingest", report.tables().stream().map(RunOutputs::table).toList());
                      outputs.put("warnings", report.warnings());
                    });
        case FEATURES ->
            manifest
                .features()
                .ifPresent(built -> outputs.put("features", table(built.table().table())));
        case TRAIN ->
            manifest
                .training()
                .ifPresent(
                    training -> {
                      outputs.put("training", judgement(training.judgement()));
                      outputs.put("shortfall", training.shortfall().sentences());
                    });
        case REGISTER ->
            manifest
                .registration()
                .ifPresent(registration -> outputs.put("refusals", registration.refusals()));
        case PREDICT ->
            manifest.prediction().ifPresent(run -> outputs.put("predictions", prediction(run)));
      }
    }
    if (asked.contains(Task.TRAIN) || asked.contains(Task.REGISTER)) {
      Advice.of(manifest).ifPresent(advice -> outputs.put("advice", advice(advice)));
    }
    return outputs;
  }

  private static Map<String, Object> advice(Advice advice) {
    return Answer.outputs(
        "use", advice.use().label(),
        "headline", advice.headline(),
        "why", advice.why(),
        "limits", advice.limits(),
        "next", advice.next());
  }

  private static Map<String, Object> table(TableVersion table) {
    return Answer.outputs("table", table.table().value(), "version", table.version());
  }

  private static Map<String, Object> table(TableIngest ingest) {
    Map<String, Object> fields = table(ingest.table());
    fields.put("rows_in", ingest.rowsIn());
    fields.put("rows_kept", ingest.rowsKept());
    fields.put("rows_quarantined", ingest.rowsQuarantined());
    fields.put("rows_repaired", ingest.rowsRepaired());
    fields.put("money_in", ingest.moneyIn());
    fields.put("money_kept", ingest.moneyKept());
    fields.put("money_quarantined", ingest.moneyQuarantined());
    fields.putAll(CheckOutputs.unknown(ingest.rowsMoneyUnknown(), ingest.filtered()));
    fields.put("reasons", ingest.reasons());
    return fields;
  }

  private static Map<String, Object> judgement(Judgement judgement) {
    return Answer.outputs(
        "chosen", judgement.chosen().label(),
        "best_baseline", judgement.bestBaseline().label(),
        "reason", judgement.reason(),
        "use", judgement.use().label(),
        "why_chosen", judgement.choice().why(),
        "limits", judgement.choice().limits(),
        "why_not", whyNot(judgement),
        "sentinels", judgement.sentinels().stream().map(RunOutputs::sentinel).toList(),
        "candidates", judgement.evaluations().stream().map(RunOutputs::candidate).toList());
  }

  private static Map<String, String> whyNot(Judgement judgement) {
    Map<String, String> reasons = new LinkedHashMap<>();
    judgement
        .choice()
        .others()
        .forEach(standing -> reasons.put(standing.candidate().label(), standing.whyNot()));
    return reasons;
  }

  private static Map<String, Object> sentinel(SentinelFinding finding) {
    return Answer.outputs(
        "sentinel", finding.sentinel().label(),
        "clean", finding.passed(),
        "evidence", finding.evidence());
  }

  private static Map<String, Object> candidate(Evaluation evaluation) {
    Map<String, Object> fields = Answer.outputs("algorithm", evaluation.algorithm().label());
    new TreeMap<>(evaluation.metrics())
        .forEach((metric, value) -> fields.put(metric.label(), value));
    fields.put("mse_skill_interval", interval(evaluation.skill()));
    fields.put("total_spend_error_interval", interval(evaluation.totalSpendError()));
    evaluation.gini().ifPresent(gini -> fields.put("gini_interval", interval(gini)));
    evaluation.coverage().ifPresent(coverage -> fields.put("interval_coverage", coverage.share()));
    return fields;
  }

  /** An end that is unknown is null, and never NaN, which is no JSON. */
  private static List<Double> interval(Interval interval) {
    return Arrays.asList(finite(interval.low()), finite(interval.high()));
  }

  private static Double finite(double end) {
    return Double.isFinite(end) ? end : null;
  }

  private static Map<String, Object> prediction(PredictionRun run) {
    Map<String, Object> fields = table(run.receipt().table());
    fields.put("place", run.receipt().place());
    fields.put("rows", run.receipt().rows());
    fields.put("outcome", run.receipt().outcome().name());
    fields.put("as_of_date", run.batch().asOf().toString());
    fields.put("horizon_days", run.batch().horizon().days());
    fields.put("total_spend", run.batch().totalSpend());
    fields.put("currency", run.currency().orElse(null));
    run.summary()
        .ifPresent(
            summary -> {
              fields.put("last_year_spend", summary.lastYear().orElse(null));
              fields.put("top_tenth_share", summary.topTenth());
              fields.putAll(expectation(summary.expectation()));
              fields.put("segments", summary.segments().stream().map(RunOutputs::segment).toList());
            });
    return fields;
  }

  private static Map<String, Object> segment(SegmentTotal total) {
    Map<String, Object> fields =
        Answer.outputs(
            "kind", total.segment().dimension(),
            "name", total.segment().value(),
            "customers", total.customers(),
            "spend", total.spend());
    fields.putAll(expectation(total.expectation()));
    return fields;
  }

  /** What the model version does not say is null. */
  private static Map<String, Object> expectation(Optional<Expectation> expectation) {
    return Answer.outputs(
        "expected_buyers", expectation.map(Expectation::buyers).orElse(null),
        "spend_low", expectation.map(found -> found.range().low()).orElse(null),
        "spend_high", expectation.map(found -> found.range().high()).orElse(null));
  }
}
