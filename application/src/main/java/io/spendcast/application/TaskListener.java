package io.spendcast.application;

import io.spendcast.domain.workflow.Task;

/** Is told how a run proceeds, task by task. */
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

  /** The task is done or was skipped; a task that fails is not finished. */
  void finished(TaskOutcome outcome);
}
