package io.spendcast.testkit;

import io.spendcast.domain.workflow.WorkflowRuns;

final class InMemoryWorkflowRunsTest extends WorkflowRunsContract {
  private final InMemoryWorkflowRuns runs = new InMemoryWorkflowRuns();

  @Override
  protected WorkflowRuns runs() {
    return runs;
  }

  @Override
  protected long job() {
    return InMemoryWorkflowRuns.JOB;
  }

  @Override
  protected void finish(long runId, String failureOfTrain) {
    runs.finish(runId, failureOfTrain);
  }
}
