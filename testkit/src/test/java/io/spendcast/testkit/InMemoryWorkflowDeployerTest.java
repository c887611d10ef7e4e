package io.spendcast.testkit;

import io.spendcast.domain.workflow.WorkflowDeployer;

final class InMemoryWorkflowDeployerTest extends WorkflowDeployerContract {
  private final InMemoryWorkflowDeployer deployer = new InMemoryWorkflowDeployer();

  @Override
  protected WorkflowDeployer deployer() {
    return deployer;
  }

  @Override
  protected void aForeignJobTakesTheName() {
    deployer.takeName();
  }
}
