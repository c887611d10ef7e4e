package io.spendcast.testkit;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.RunId;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.drift.DriftLevel;
import io.spendcast.domain.drift.FeatureDrift;
import io.spendcast.domain.drift.PanelDrift;
import io.spendcast.domain.drift.Shift;
import io.spendcast.domain.drift.ValueSummary;
import io.spendcast.domain.evaluation.Choice;
import io.spendcast.domain.evaluation.Evaluation;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Metric;
import io.spendcast.domain.evaluation.Standing;
import io.spendcast.domain.evaluation.Use;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.evaluation.order.Decile;
import io.spendcast.domain.evaluation.order.Gain;
import io.spendcast.domain.evaluation.panel.PredictionIntervals;
import io.spendcast.domain.evaluation.panel.Property;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.FeatureFamily;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.FeatureUse;
import io.spendcast.domain.leak.Sentinel;
import io.spendcast.domain.leak.SentinelFinding;
import io.spendcast.domain.prediction.EarlierForecast;
import io.spendcast.domain.prediction.ForecastExample.Role;
import io.spendcast.domain.prediction.ForecastSummary;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PublishReceipt;
import io.spendcast.domain.prediction.SegmentTotal;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.ModelFormat;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.Provenance;
import io.spendcast.domain.training.Shortfall;
import io.spendcast.domain.training.TrainingPanel;
import io.spendcast.domain.uncertainty.Expectation;
import io.spendcast.domain.uncertainty.ForecastSpread;
import io.spendcast.domain.uncertainty.SpendRange;
import io.spendcast.domain.workflow.ExampleReasons;
import io.spendcast.domain.workflow.FeatureBuild;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.Registration;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.TaskRecord;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Manifests with something in every corner, for whoever writes them down and reads them back. */
public final class Manifests {
  private static final Horizon HORIZON = new Horizon(90, 7);
  private static final Instant DONE = Instant.parse("2003-01-02T10:00:00.123456Z");

  private Manifests() {}

  /** The manifest of a run that has finished every task. */
  public static RunManifest complete(RunId run) {
    RunManifest manifest =
        RunManifest.empty(run)
            .with(ingest())
            .with(
                new FeatureBuild(
                    features(),
                    plan(),
                    new Catalogue(
                        List.of(new Channel("store"), new Channel("web")),
                        HORIZON,
                        List.of(30, 365),
                        List.of("Books", "\"Music\""),
                        Catalogue.Inputs.ALL),
                    drift()))
            .with(training(run))
            .with(
                new Registration(
                    version(), List.of("the total spend is off by \"12 %\""), Optional.of(1)))
            .with(prediction());
    for (Task task : Task.values()) {
      manifest = manifest.withDone(done(task, "inputs of " + task));
    }
    return manifest;
  }

  /** The record of a task done from inputs of this description. */
  public static TaskRecord done(Task task, String inputs) {
    return new TaskRecord(task, Fingerprint.of(inputs), DONE, 1.25);
  }

  private static TableVersion table(String name, long version) {
    return new TableVersion(new TableName(name), version);
  }

  private static IngestReport ingest() {
    TableIngest clean =
        new TableIngest(
            table("raw/tpcds/item", 0),
            Optional.empty(),
            180,
            180,
            0,
            0,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            Map.of());
    TableIngest dirty =
        new TableIngest(
            table("raw/tpcds/store_sales", 3),
            Optional.of(table("raw/tpcds/_quarantine/store_sales", 3)),
            28_810,
            28_807,
            3,
            41,
            new BigDecimal("5600123.4500"),
            new BigDecimal("5600100.4500"),
            new BigDecimal("23.0000"),
            Map.of("customer is missing", 2L, "amount is below 0", 1L));
    return new IngestReport(
        "tpcds scale 0.01",
        List.of(clean, dirty),
        new DateWindow(LocalDate.of(1998, 1, 2), LocalDate.of(2003, 1, 3)));
  }

  private static PanelPlan plan() {
    return new PanelPlan(
        List.of(AsOfDate.parse("2002-02-28"), AsOfDate.parse("2002-03-31")),
        List.of(AsOfDate.parse("2002-09-01")),
        AsOfDate.parse("2003-01-03"),
        HORIZON);
  }

  private static FeatureTable features() {
    return new FeatureTable(
        table("features/tpcds/customer_features", 12),
        table("features/tpcds/customer_daily_spend", 12),
        Fingerprint.of("features"),
        List.of("spend_last_horizon", "tenure_days"),
        HORIZON,
        plan().all(),
        3_996,
        Map.of());
  }

  private static PanelDrift drift() {
    Shift shift = new Shift(0.3125, 0.02);
    return new PanelDrift(
        Optional.of(AsOfDate.parse("2002-01-01")),
        List.of(
            new FeatureDrift(
                "spend_last_horizon",
                "Spend of the last days, as many as are forecast",
                "currency",
                FeatureUse.MODEL,
                new ValueSummary(999, 0, 0.86, 12.5, 0, 80),
                new ValueSummary(1_000, 0, 0.5, 25.25, 4, 96),
                shift,
                Optional.of(new Shift(0.05, 0.02)),
                Optional.of(DriftLevel.LITTLE)),
            new FeatureDrift(
                "tenure_days",
                "Days since the first order in any channel",
                "days",
                FeatureUse.MODEL,
                new ValueSummary(999, 0, 0, 400, 380, 900),
                new ValueSummary(1_000, 1, 0, Double.NaN, Double.NaN, Double.NaN),
                shift,
                Optional.empty(),
                Optional.empty())));
  }

  private static ModelArtifact model() {
    return new ModelArtifact(
        URI.create("file:///lake/mlruns/1/abc/artifacts/model"),
        ModelFormat.SPARK_PIPELINE,
        List.of("spend_last_horizon", "tenure_days"),
        Fingerprint.of("features"));
  }

  private static TrainingOutcome training(RunId run) {
    TrackedRun zero = new TrackedRun("run-0", "zero", Optional.empty());
    TrackedRun mean = new TrackedRun("run-1", "mean", Optional.of(model()));
    return new TrainingOutcome(
        new TrackedRun("run-9", "train first", Optional.empty()),
        new TrainingPanel(features(), plan(), 0.5, 999, 1_001),
        List.of(
            new TrainingOutcome.Candidate(
                Algorithm.ZERO, "key-ZERO", zero, 0.5, Hyperparameters.NONE, Map.of()),
            new TrainingOutcome.Candidate(
                Algorithm.MEAN,
                "key-MEAN",
                mean,
                1.75,
                new Hyperparameters(Map.of("input", "tenure_days")),
                Map.of("tenure_days", 1.0))),
        new Judgement(
            Verdict.NO_SKILL,
            "mean against mean: MSE skill 0",
            Algorithm.MEAN,
            choice(Use.PLAN),
            List.of(evaluation(Algorithm.ZERO), evaluation(Algorithm.MEAN)),
            List.of(
                SentinelFinding.clean(Sentinel.PARITY, "2,000 rows are the same"),
                SentinelFinding.suspect(Sentinel.POPULATION, "3 customers are missing"))),
        new Provenance(
            run, features().table(), Fingerprint.of("features"), plan(), -7, "0.1.0-SNAPSHOT"),
        Shortfall.NONE);
  }

  /** A choice of the mean for some use. */
  public static Choice choice(Use use) {
    return new Choice(
        Algorithm.MEAN,
        use,
        "mean is the simplest candidate that is as good as any",
        List.of(
            new Standing(
                Algorithm.ZERO,
                List.of("mean saves \"12 %\" of its squared error"),
                List.of("its total is off by -100.0 %")),
            new Standing(Algorithm.MEAN, List.of(), List.of())));
  }

  private static Evaluation evaluation(Algorithm algorithm) {
    AsOfDate asOf = AsOfDate.parse("2002-09-01");
    return new Evaluation(
        algorithm,
        Map.of(Metric.RMSE, 120.123456789, Metric.R2, -0.25),
        Map.of(Metric.TOTAL_SPEND_ERROR, "nobody spent anything"),
        new Interval(0.1, -0.2, 0.3),
        Map.of(Algorithm.ZERO, new Interval(0.2, 0.1, 0.3)),
        new Interval(Double.NaN, Double.NaN, Double.NaN),
        Optional.of(new Interval(0.5, 0.4, 0.6)),
        List.of(new Evaluation.AsOfMetrics(asOf, 1_001, Map.of(Metric.MAE, 33.5))),
        List.of(new Decile(1, 100, 2.5, 2.25)),
        List.of(new Gain(0.05, 0.35)),
        List.of(
            new Evaluation.Slice(
                "tenure", "under 90 days", 7, Map.of(Metric.RMSE, 3.5), Optional.of(-0.125))),
        Optional.of(new Evaluation.Coverage(asOf, 0.8, 0.79, 1_001, 250.5)),
        Optional.of(PredictionIntervals.parse("0.8;0.0:0.0:2.5;16.0:0.25:3.0")),
        Optional.of(ForecastSpread.parse("0.8:1.28:0.05;2.0:0.25:9.5;64.0:0.75:1.5")));
  }

  private static ModelVersion version() {
    return new ModelVersion(
        new ModelName("tpcds_customer_spend_model"),
        4,
        Stage.STAGING,
        "run-1",
        model(),
        Map.of("spendcast.verdict", "NO_SKILL"),
        DONE);
  }

  /** The same training with another verdict and another use of the chosen candidate. */
  public static TrainingOutcome judged(TrainingOutcome training, Verdict verdict, Use use) {
    Judgement judgement = training.judgement();
    return new TrainingOutcome(
        training.run(),
        training.panel(),
        training.candidates(),
        new Judgement(
            verdict,
            judgement.reason(),
            judgement.bestBaseline(),
            choice(use),
            judgement.evaluations(),
            judgement.sentinels()),
        training.provenance(),
        Shortfall.NONE);
  }

  private static Optional<Expectation> expected() {
    return Optional.of(new Expectation(412.5, new SpendRange(60_000, 137_174.25)));
  }

  private static PredictionRun prediction() {
    return new PredictionRun(
        new PredictionBatch(
            table("scratch/scored", 0),
            new ModelName("tpcds_customer_spend_model"),
            4,
            AsOfDate.parse("2003-01-03"),
            HORIZON,
            1_000,
            123_456.789,
            Optional.of(ForecastSpread.parse("0.8:1.28:0.05;2.0:0.25:9.5;64.0:0.75:1.5"))),
        new PublishReceipt(
            table("predictions/tpcds/customer_spend_predictions", 5),
            "./lake/predictions/tpcds/customer_spend_predictions",
            1_000,
            PublishReceipt.Outcome.UNCHANGED),
        Optional.of(
            new ForecastSummary(
                0.42,
                List.of(
                    new SegmentTotal(
                        new Property("channel mix", "store only"), 600, 70_000, expected()),
                    new SegmentTotal(
                        new Property("channel mix", "several"), 400, 53_456.789, Optional.empty()),
                    new SegmentTotal(
                        new Property("tenure", "one to two years"),
                        1_000,
                        123_456.789,
                        expected())),
                Optional.of(111_111.0),
                expected())),
        Optional.of("EUR"),
        Optional.of(
            new EarlierForecast(
                new RunId("run-0"), AsOfDate.parse("2002-12-03"), HORIZON, 3, 990, 100_000)),
        examples());
  }

  private static List<ExampleReasons> examples() {
    return List.of(
        new ExampleReasons(
            Role.TYPICAL,
            40.25,
            Optional.of(44.5),
            90.125,
            List.of(
                new ExampleReasons.Part(FeatureFamily.RECENCY, -61),
                new ExampleReasons.Part(FeatureFamily.SEASON, 10.125),
                new ExampleReasons.Part(FeatureFamily.BASKET, 2),
                new ExampleReasons.Part(FeatureFamily.RETURNS, -0.5),
                new ExampleReasons.Part(FeatureFamily.PRODUCTS, -0.375),
                new ExampleReasons.Part(FeatureFamily.CHANNELS, -0.125)),
            0),
        new ExampleReasons(
            Role.HIGHEST,
            1_290.125,
            Optional.empty(),
            90.125,
            List.of(new ExampleReasons.Part(FeatureFamily.HABIT, 1_200)),
            0),
        new ExampleReasons(
            Role.BELOW_PAST,
            0,
            Optional.of(75.0),
            90.125,
            List.of(new ExampleReasons.Part(FeatureFamily.RECENCY, -92.625)),
            2.5));
  }

  /** The same run as an earlier version knew it, without examples of its forecasts. */
  public static RunManifest withoutExamples(RunManifest manifest) {
    PredictionRun made = manifest.prediction().orElseThrow();
    return manifest.with(
        new PredictionRun(
            made.batch(),
            made.receipt(),
            made.summary(),
            made.currency(),
            made.before(),
            List.of()));
  }
}
