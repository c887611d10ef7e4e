package io.spendcast.application.run;

import io.spendcast.domain.workflow.Task;

/** Learns how a run proceeds, task by task. */
public interface TaskListener {
  /** A listener that does nothing. */
  TaskListener SILENT =
      new TaskListener() {
        @Override
        public void started(Task task) {}

        @Override
        public void finished(TaskOutcome outcome) {}
      };

  /** The task begins. */
  void started(Task task);

  /**
   * The task goes on with a step.
   *
   * @param step such as {@code 5 of 11 random-forest}
   */
  default void working(Task task, String step) {}

  /** The task is done or was skipped; a task that fails is not finished. */
  void finished(TaskOutcome outcome);

  /**
   * Something was damaged and is out of the way now, so that the run makes it again.
   *
   * @param what a table or a tracked run
   * @param why what is wrong with it
   * @param place where it is now
   */
  default void setAside(String what, String why, String place) {}
}
