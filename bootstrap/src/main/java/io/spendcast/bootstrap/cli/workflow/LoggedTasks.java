package io.spendcast.bootstrap.cli.workflow;

import io.spendcast.application.run.TaskListener;
import io.spendcast.application.run.TaskOutcome;
import io.spendcast.domain.RunId;
import io.spendcast.domain.workflow.Task;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Notes in the log, one line each, when a task begins and how it ended; knows the finished ones.
 */
final class LoggedTasks implements TaskListener {
  private static final Logger LOG = System.getLogger(LoggedTasks.class.getName());

  private final RunId run;
  private final TaskListener listener;
  private final List<Task> finished = new ArrayList<>();

  /** Passes everything on to a listener. */
  LoggedTasks(RunId run, TaskListener listener) {
    this.run = run;
    this.listener = listener;
  }

  @Override
  public void started(Task task) {
    LOG.log(Level.INFO, "run={0} task={1} status=started", run, task.label());
    listener.started(task);
  }

  @Override
  public void working(Task task, String step) {
    listener.working(task, step);
  }

  @Override
  public void finished(TaskOutcome outcome) {
    LOG.log(
        Level.INFO,
        "run={0} task={1} status={2} rows_in={3} rows_out={4} rows_quarantined={5} seconds={6}",
        run,
        outcome.task().label(),
        outcome.status().name().toLowerCase(Locale.ROOT),
        Long.toString(outcome.rows().in()),
        Long.toString(outcome.rows().out()),
        Long.toString(outcome.rows().quarantined()),
        String.format(Locale.ROOT, "%.1f", outcome.seconds()));
    listener.finished(outcome);
    finished.add(outcome.task());
  }

  @Override
  public void setAside(String what, String why, String place) {
    LOG.log(Level.WARNING, "run={0} set_aside={1} because={2} place={3}", run, what, why, place);
    listener.setAside(what, why, place);
  }

  /** The tasks that are finished, in order. */
  List<Task> finished() {
    return List.copyOf(finished);
  }
}
