package io.spendcast.application.run;

import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import java.util.Optional;
import java.util.Set;

/** Reports a run, from its manifest alone: nothing is read or computed again. */
public final class ReportRun {
  /** Where a training's run keeps its report. */
  static final String ARTIFACT = "report.html";

  private static final Set<Task> REPORTED = Set.of(Task.TRAIN, Task.REGISTER, Task.PREDICT);

  private final RunJournal journal;
  private final ExperimentTracker tracker;
  private final ReportPage page;

  /** Reports the runs of this journal. */
  public ReportRun(RunJournal journal, ExperimentTracker tracker, ReportPage page) {
    this.journal = journal;
    this.tracker = tracker;
    this.page = page;
  }

  /**
   * Reports a run.
   *
   * @param run empty for the one that was saved last
   * @throws SpendcastException {@code NOT_FOUND} if there is no such run
   */
  public Result report(Optional<RunId> run) {
    RunManifest manifest =
        (run.isPresent() ? journal.find(run.get()) : journal.latest())
            .orElseThrow(() -> absent(run));
    return new Result(manifest, page.of(manifest));
  }

  private static SpendcastException absent(Optional<RunId> run) {
    return new SpendcastException(
        Kind.NOT_FOUND,
        run.map("Cannot report the run %s: there is none of this name."::formatted)
            .orElse("Cannot report: there is no run yet."),
        "Run `spendcast run` first, or check the run's id and the setting lake.");
  }

  /**
   * Keeps the report with the training's tracked run, once a task has added something to it. A
   * later task replaces it; it does without where that run is no longer kept.
   */
  void keep(Task done, RunManifest manifest) {
    if (REPORTED.contains(done)) {
      manifest
          .training()
          .filter(training -> tracker.find(training.chosenCandidate().key()).isPresent())
          .ifPresent(
              training ->
                  tracker.attach(training.run(), new Artifact(ARTIFACT, page.of(manifest))));
    }
  }

  /**
   * A report.
   *
   * @param manifest what the run has done
   * @param page the page about it
   */
  public record Result(RunManifest manifest, String page) {}
}
