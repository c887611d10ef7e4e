package io.spendcast.application.training;

import io.spendcast.application.feature.CatalogueText;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.card.TrainingTags;
import io.spendcast.domain.evaluation.Evaluation;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Metric;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.evaluation.order.Decile;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.RunInput;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.Provenance;
import io.spendcast.domain.training.TrainedModel;
import io.spendcast.domain.training.TrainingPanel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says what a training leaves in the tracker: one run for the whole and one per candidate. */
record RunRecords(
    String key,
    TrainingPanel panel,
    Judgement judgement,
    Provenance provenance,
    Catalogue catalogue,
    Instant started,
    Instant ended) {

  RunRecord ofTraining() {
    Map<String, String> params = new TreeMap<>();
    params.put("horizon_days", Integer.toString(panel.plan().horizon().days()));
    params.put("gap_days", Integer.toString(panel.plan().horizon().gapDays()));
    params.put("train_rows", Long.toString(panel.trainRows()));
    params.put("test_rows", Long.toString(panel.testRows()));
    params.put("sample_fraction", Double.toString(panel.sampleFraction()));
    return record(
            key,
            "train " + provenance.run(),
            Optional.empty(),
            params,
            metrics(judgement.of(judgement.chosen())),
            TrainingTags.ofTraining(provenance, judgement),
            List.of(),
            Optional.empty())
        .with(List.of(features()), Map.of())
        .describedAs(judgement.reason());
  }

  RunRecord ofCandidate(TrainedModel model, TrackedRun parent) {
    Evaluation evaluation = judgement.of(model.algorithm());
    Map<String, String> tags =
        new TreeMap<>(TrainingTags.ofCandidate(provenance, judgement, model.algorithm()));
    tags.put(TagKey.CATALOGUE.key(), CatalogueText.write(catalogue));
    Map<String, String> params = new TreeMap<>(model.hyperparameters().values());
    params.put("algorithm", model.algorithm().label());
    params.put("seed", Long.toString(provenance.seed()));
    Map<String, Double> metrics = new TreeMap<>(metrics(evaluation));
    metrics.put("training_seconds", model.seconds());
    return record(
            key + "-" + model.algorithm().label(),
            model.algorithm().label(),
            Optional.of(parent.id()),
            params,
            metrics,
            tags,
            List.of(
                new Artifact("evaluation/metrics.json", Json.of(evaluation(evaluation))),
                new Artifact(
                    "feature_importances.json", Json.of(new TreeMap<>(model.importances())))),
            Optional.of(model.artifact()))
        .with(List.of(features()), model.curves());
  }

  /** The feature table, of which models read the inputs and the label. */
  private RunInput features() {
    FeatureTable table = panel.features();
    List<String> columns = new ArrayList<>(table.inputs());
    columns.add(FeatureTable.LABEL);
    return new RunInput(table.table(), columns, OptionalLong.of(table.rows()));
  }

  /**
   * A trial keeps its settings and errors, but not its model: the best settings are fitted again.
   */
  RunRecord ofTrial(Trial trial, TrackedRun candidate) {
    String name = "%s trial %s".formatted(trial.model().algorithm().label(), trial.number());
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("validation_rmse", Math.sqrt(trial.errors().meanSquaredError(0)));
    metrics.put("validation_r2", trial.errors().rSquared(0));
    metrics.put("validation_total_spend_error", trial.errors().totalSpendError(0).value());
    metrics.put("training_seconds", trial.model().seconds());
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return new RunRecord(
        key + "-" + name.replace(' ', '-'),
        name,
        Optional.of(candidate.id()),
        trial.model().hyperparameters().values(),
        metrics,
        TrainingTags.ofTrial(
            provenance, trial.model().algorithm(), trial.number(), trial.panel().plan()),
        List.of(),
        Optional.empty(),
        trial.started(),
        trial.ended());
  }

  private RunRecord record(
      String recordKey,
      String name,
      Optional<String> parent,
      Map<String, String> params,
      Map<String, Double> metrics,
      Map<String, String> tags,
      List<Artifact> artifacts,
      Optional<ModelArtifact> model) {
    return new RunRecord(
        recordKey, name, parent, params, metrics, tags, artifacts, model, started, ended);
  }

  private static Map<String, Double> metrics(Evaluation evaluation) {
    Map<String, Double> metrics = new TreeMap<>();
    evaluation.metrics().forEach((metric, value) -> metrics.put(metric.label(), value));
    putBounds(metrics, Metric.MSE_SKILL, evaluation.skill());
    putBounds(metrics, Metric.TOTAL_SPEND_ERROR, evaluation.totalSpendError());
    evaluation.gini().ifPresent(gini -> putBounds(metrics, Metric.GINI, gini));
    evaluation
        .skillAgainst()
        .forEach(
            (baseline, skill) ->
                metrics.put(
                    Metric.MSE_SKILL.label() + "_against_" + baseline.label(), skill.value()));
    evaluation
        .coverage()
        .ifPresent(
            coverage -> {
              metrics.put("interval_coverage", coverage.share());
              metrics.put("interval_mean_width", coverage.meanWidth());
            });
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return metrics;
  }

  private static void putBounds(Map<String, Double> metrics, Metric metric, Interval interval) {
    metrics.put(metric.label() + "_low", interval.low());
    metrics.put(metric.label() + "_high", interval.high());
  }

  private static Map<String, Object> evaluation(Evaluation evaluation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("algorithm", evaluation.algorithm().label());
    json.put("pooled", metrics(evaluation));
    json.put("undefined", undefined(evaluation));
    json.put("slices", evaluation.slices().stream().map(RunRecords::slice).toList());
    json.put("deciles", evaluation.deciles().stream().map(RunRecords::decile).toList());
    json.put(
        "by_as_of",
        evaluation.byAsOf().stream()
            .map(
                at ->
                    Map.of(
                        "as_of", at.asOf().toString(),
                        "rows", at.rows(),
                        "metrics", labelled(at.metrics())))
            .toList());
    return json;
  }

  private static Map<String, String> undefined(Evaluation evaluation) {
    return evaluation.undefined().entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().label(), Map.Entry::getValue));
  }

  private static Map<String, Object> slice(Evaluation.Slice slice) {
    return Map.of(
        slice.dimension(),
        slice.value(),
        "rows",
        slice.rows(),
        "metrics",
        labelled(slice.metrics()));
  }

  private static Map<String, Object> decile(Decile decile) {
    return Map.of(
        "decile", decile.rank(),
        "rows", decile.rows(),
        "mean_prediction", decile.meanPrediction(),
        "mean_label", decile.meanLabel());
  }

  private static Map<String, Double> labelled(Map<Metric, Double> metrics) {
    return metrics.entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().label(), Map.Entry::getValue));
  }
}
