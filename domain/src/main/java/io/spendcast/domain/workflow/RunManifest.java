package io.spendcast.domain.workflow;

import io.spendcast.domain.RunId;
import io.spendcast.domain.sales.IngestReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run has done so far; tasks in other processes go on from it.
 *
 * @param run the run
 * @param done the finished tasks
 * @param ingest output of the ingest task, once done
 * @param features output of the features task, once done
 * @param training output of the train task, once done
 * @param registration output of the register task, once done
 * @param prediction output of the predict task, once done
 */
public record RunManifest(
    RunId run,
    List<TaskRecord> done,
    Optional<IngestReport> ingest,
    Optional<FeatureBuild> features,
    Optional<TrainingOutcome> training,
    Optional<Registration> registration,
    Optional<PredictionRun> prediction) {
  /** Copies the list. */
  public RunManifest {
    done = List.copyOf(done);
  }

  /** The manifest of a run that has done nothing yet. */
  public static RunManifest empty(RunId run) {
    return new RunManifest(
        run,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The record of a task, if it is done. */
  public Optional<TaskRecord> record(Task task) {
    return done.stream().filter(record -> record.task() == task).findFirst();
  }

  /** This manifest with a task done, in place of an earlier record of the same task. */
  public RunManifest withDone(TaskRecord record) {
    List<TaskRecord> records =
        Stream.concat(
                done.stream().filter(other -> other.task() != record.task()), Stream.of(record))
            .toList();
    return new RunManifest(run, records, ingest, features, training, registration, prediction);
  }

  /** This manifest with the output of one task taken from another manifest. */
  public RunManifest withOutputOf(Task task, RunManifest other) {
    return new RunManifest(
        run,
        done,
        task == Task.INGEST ? other.ingest : ingest,
        task == Task.FEATURES ? other.features : features,
        task == Task.TRAIN ? other.training : training,
        task == Task.REGISTER ? other.registration : registration,
        task == Task.PREDICT ? other.prediction : prediction);
  }

  /** With the output of the ingest task. */
  public RunManifest with(IngestReport output) {
    return new RunManifest(
        run, done, Optional.of(output), features, training, registration, prediction);
  }

  /** With the output of the features task. */
  public RunManifest with(FeatureBuild output) {
    return new RunManifest(
        run, done, ingest, Optional.of(output), training, registration, prediction);
  }

  /** With the output of the train task. */
  public RunManifest with(TrainingOutcome output) {
    return new RunManifest(
        run, done, ingest, features, Optional.of(output), registration, prediction);
  }

  /** With the output of the register task. */
  public RunManifest with(Registration output) {
    return new RunManifest(run, done, ingest, features, training, Optional.of(output), prediction);
  }

  /** With the output of the predict task. */
  public RunManifest with(PredictionRun output) {
    return new RunManifest(
        run, done, ingest, features, training, registration, Optional.of(output));
  }
}
