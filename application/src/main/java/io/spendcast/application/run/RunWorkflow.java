package io.spendcast.application.run;

import io.spendcast.application.done.CodeVersion;
import io.spendcast.application.done.FinishedWork;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.workflow.Advice;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunLease;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.TaskRecord;
import io.spendcast.domain.workflow.Workflow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks the workflow, or part of it. Tasks hand over through the run's manifest alone, which is
 * saved after each of them, so a run that was cut goes on where it stopped.
 */
public final class RunWorkflow {
  private final TaskSteps steps;
  private final FinishedWork finished;
  private final RunJournal journal;
  private final RunLease lease;
  private final ReportRun report;
  private final Healing healing;
  private final CodeVersion code;
  private final Clock clock;

  /** Works with these steps; work done by another version of the code is done again. */
  public RunWorkflow(
      TaskSteps steps,
      FinishedWork finished,
      RunJournal journal,
      RunLease lease,
      ReportRun report,
      Healing healing,
      CodeVersion code,
      Clock clock) {
    this.steps = steps;
    this.finished = finished;
    this.journal = journal;
    this.lease = lease;
    this.report = report;
    this.healing = healing;
    this.code = code;
    this.clock = clock;
  }

  /**
   * Runs tasks in the workflow's order. Outputs of tasks that are not asked for come from the same
   * run or else from the run saved last. The whole workflow puts away what it finds damaged of its
   * own tables, and makes it again.
   *
   * @param run the run to begin or to go on with
   * @param tasks what to run
   * @param redo whether finished work is done again
   * @param listener learns of every task
   * @throws SpendcastException {@code CONFLICT} if another run works on the lake
   */
  public Result run(RunId run, List<Task> tasks, Redo redo, TaskListener listener) {
    return lease.holding(
        "run " + run,
        () ->
            tasks.equals(Workflow.STANDARD.tasks())
                ? walkAndHeal(run, redo, listener)
                : walk(run, tasks, redo, listener));
  }

  private Result walkAndHeal(RunId run, Redo redo, TaskListener listener) {
    healing.glance(() -> steps.inputs(Task.INGEST, RunManifest.empty(run)), listener);
    try {
      return walk(run, Workflow.STANDARD.tasks(), redo, listener);
    } catch (SpendcastException e) {
      // Only a task that reads a large table to its end finds a byte that was changed within.
      if (e.kind() != Kind.NOT_FOUND || !healing.everything(listener)) {
        throw e;
      }
      return walk(run, Workflow.STANDARD.tasks(), redo, listener);
    }
  }

  private Result walk(RunId run, List<Task> tasks, Redo redo, TaskListener listener) {
    if (tasks.equals(Workflow.STANDARD.scoring())) {
      steps.predict().requireModel();
    }
    RunManifest manifest = start(run, tasks);
    List<TaskOutcome> outcomes = new ArrayList<>();
    for (Task task : Workflow.STANDARD.tasks()) {
      if (tasks.contains(task)) {
        listener.started(task);
        manifest = step(task, manifest, redo, outcomes, listener);
        listener.finished(outcomes.get(outcomes.size() - 1));
        if (task == Task.REGISTER && isEnd(manifest)) {
          break;
        }
      }
    }
    saveSkipped(manifest, outcomes);
    return new Result(manifest, outcomes);
  }

  private RunManifest start(RunId run, List<Task> tasks) {
    return journal
        .find(run)
        .orElseGet(
            () -> {
              RunManifest manifest = RunManifest.empty(run);
              Optional<RunManifest> latest = journal.latest();
              for (Task task : Workflow.STANDARD.tasks()) {
                if (!tasks.contains(task) && latest.isPresent()) {
                  manifest =
                      tasks.contains(Task.PREDICT)
                          ? steps.takeOver(task, manifest, latest.get())
                          : manifest.withOutputOf(task, latest.get());
                }
              }
              return manifest;
            });
  }

  private RunManifest step(
      Task task,
      RunManifest manifest,
      Redo redo,
      List<TaskOutcome> outcomes,
      TaskListener listener) {
    Instant started = clock.instant();
    Fingerprint inputs = Fingerprint.of(task, code, steps.inputs(task, manifest));
    Optional<RunManifest> earlier =
        redo == Redo.ALL ? Optional.empty() : finished.find(task, inputs);
    if (task == Task.TRAIN && earlier.isEmpty() && finished.wasDone(task, inputs)) {
      healing.runs(listener);
    }
    RunManifest after =
        earlier
            .map(done -> steps.takeOver(task, manifest, done))
            .orElseGet(
                () -> {
                  saveSkipped(manifest, outcomes);
                  return steps.perform(task, manifest, listener);
                });
    double seconds = Duration.between(started, clock.instant()).toMillis() / 1000.0;
    outcomes.add(
        new TaskOutcome(
            task,
            earlier.isPresent() ? TaskOutcome.Status.SKIPPED : TaskOutcome.Status.DONE,
            seconds,
            TaskSteps.rows(task, after)));
    RunManifest recorded = after.withDone(new TaskRecord(task, inputs, clock.instant(), seconds));
    if (earlier.isEmpty()) {
      // Before the task counts as done, so that a run that is cut here keeps its report later.
      report.keep(task, recorded);
      journal.save(recorded);
    }
    return recorded;
  }

  /** Skipped tasks are saved together, since each save of a table costs as much as finding them. */
  private void saveSkipped(RunManifest manifest, List<TaskOutcome> outcomes) {
    if (!outcomes.isEmpty()
        && outcomes.get(outcomes.size() - 1).status() == TaskOutcome.Status.SKIPPED) {
      journal.save(manifest);
    }
  }

  /**
   * After a suspected leak nothing is predicted, even with an older model of these features; and
   * without a version in Production nothing can be.
   */
  private boolean isEnd(RunManifest manifest) {
    return isSuspect(manifest) || !steps.predict().hasModel();
  }

  private static boolean isSuspect(RunManifest manifest) {
    return manifest
        .training()
        .filter(training -> training.judgement().verdict() == Verdict.SUSPECT_LEAK)
        .isPresent();
  }

  /** Whether finished work is done again. */
  public enum Redo {
    /** Only what is not done from the same inputs. */
    UNFINISHED,
    /** Everything that is asked for. */
    ALL
  }

  /**
   * How the run went.
   *
   * @param manifest what the run has done so far
   * @param tasks the tasks asked for, in order; fewer if the gate stopped the run
   */
  public record Result(RunManifest manifest, List<TaskOutcome> tasks) {
    /** Copies the tasks. */
    public Result {
      tasks = List.copyOf(tasks);
    }

    /** Whether the gate refused and the run stopped there. */
    public boolean isStoppedByGate() {
      List<Task> done = tasks.stream().map(TaskOutcome::task).toList();
      return done.contains(Task.REGISTER)
          && !done.contains(Task.PREDICT)
          && Advice.isRefusal(manifest);
    }
  }
}
