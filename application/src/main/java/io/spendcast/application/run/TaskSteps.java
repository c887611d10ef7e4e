package io.spendcast.application.run;

import io.spendcast.application.feature.BuildFeatures;
import io.spendcast.application.ingest.IngestSales;
import io.spendcast.application.prediction.PredictSpend;
import io.spendcast.application.registry.RegisterModel;
import io.spendcast.application.training.TrainModels;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.workflow.FeatureBuild;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.util.Optional;

/**
 * The use case behind each task, and where its input and output are in the manifest.
 *
 * @param ingest behind the ingest task
 * @param features behind the features task
 * @param train behind the train task
 * @param register behind the register task
 * @param predict behind the predict task
 */
public record TaskSteps(
    IngestSales ingest,
    BuildFeatures features,
    TrainModels train,
    RegisterModel register,
    PredictSpend predict) {

  /** Digests all that the task's output depends on, except the code. */
  Fingerprint inputs(Task task, RunManifest manifest) {
    requireSameSettings(task, manifest);
    return switch (task) {
      case INGEST -> ingest.inputs();
      case FEATURES -> features.inputs(salesOf(manifest));
      case TRAIN -> train.inputs(featuresOf(manifest));
      case REGISTER -> register.inputs(trainingOf(manifest));
      case PREDICT -> predict.inputs(featuresOf(manifest));
    };
  }

  /** Does the task and gives the manifest with its output. */
  RunManifest perform(Task task, RunManifest manifest, TaskListener listener) {
    return switch (task) {
      case INGEST -> manifest.with(ingest.ingest().report());
      case FEATURES -> manifest.with(features.build(salesOf(manifest)).features());
      case TRAIN ->
          manifest.with(
              train
                  .train(
                      manifest.run(),
                      featuresOf(manifest),
                      step -> listener.working(Task.TRAIN, step))
                  .outcome());
      case REGISTER ->
          manifest.with(
              register
                  .register(trainingOf(manifest), features.vocabulary(featuresOf(manifest)))
                  .registration());
      case PREDICT ->
          manifest.with(predict.predict(manifest.run(), featuresOf(manifest)).prediction());
    };
  }

  /** The manifest with what a task gave in an earlier run, and what belongs to it is there. */
  RunManifest takeOver(Task task, RunManifest manifest, RunManifest done) {
    RunManifest taken = manifest.withOutputOf(task, done);
    if (task == Task.PREDICT) {
      predict.restore(taken.run(), featuresOf(taken));
    }
    return task == Task.REGISTER
        ? taken
            .registration()
            .map(before -> taken.with(register.find(before).registration()))
            .orElse(taken)
        : taken;
  }

  /** Rows of a task that is done. */
  static TaskOutcome.Rows rows(Task task, RunManifest manifest) {
    return switch (task) {
      case INGEST ->
          manifest
              .ingest()
              .map(r -> new TaskOutcome.Rows(r.rowsIn(), r.rowsKept(), r.rowsQuarantined()))
              .orElseThrow();
      case FEATURES ->
          new TaskOutcome.Rows(
              manifest.ingest().map(IngestReport::rowsKept).orElse(0L),
              featuresOf(manifest).table().rows(),
              0);
      case TRAIN ->
          manifest
              .training()
              .map(t -> new TaskOutcome.Rows(t.panel().trainRows() + t.panel().testRows(), 0, 0))
              .orElseThrow();
      case REGISTER -> new TaskOutcome.Rows(0, 0, 0);
      case PREDICT ->
          manifest
              .prediction()
              .map(p -> new TaskOutcome.Rows(p.batch().customers(), p.receipt().rows(), 0))
              .orElseThrow();
    };
  }

  /** What was made with other settings is not taken for what is asked for either. */
  private void requireSameSettings(Task task, RunManifest manifest) {
    if (task == Task.INGEST) {
      return;
    }
    manifest.ingest().ifPresent(this::requireSameSource);
    if (task == Task.FEATURES) {
      return;
    }
    manifest.features().ifPresent(built -> features.requireSame(salesOf(manifest), built));
    if (task == Task.REGISTER) {
      manifest.training().ifPresent(train::requireSame);
    }
  }

  /** What was made of other sales is not taken for what is asked for. */
  private void requireSameSource(IngestReport report) {
    if (!report.source().equals(ingest.source())) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot go on: the lake holds sales from %s, but the source is now %s."
              .formatted(report.source(), ingest.source()),
          "Choose another lake or source.name, or remove this lake and ingest again.");
    }
  }

  private static IngestReport salesOf(RunManifest manifest) {
    return need(manifest.ingest(), Task.INGEST, "there are no ingested sales");
  }

  private static FeatureBuild featuresOf(RunManifest manifest) {
    return need(manifest.features(), Task.FEATURES, "there are no features");
  }

  private static TrainingOutcome trainingOf(RunManifest manifest) {
    return need(manifest.training(), Task.TRAIN, "there are no trained models");
  }

  private static <T> T need(Optional<T> output, Task producer, String problem) {
    return output.orElseThrow(
        () ->
            new SpendcastException(
                Kind.NOT_FOUND,
                "Cannot go on: %s yet.".formatted(problem),
                "Run `spendcast %s` first, or the whole workflow with `spendcast run`."
                    .formatted(producer.label())));
  }
}
