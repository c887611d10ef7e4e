package io.spendcast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.spendcast.adapters.databricks.DatabricksAdapters;
import io.spendcast.application.deploy.DeployWorkflow;
import io.spendcast.application.deploy.UndeployWorkflow;
import io.spendcast.application.run.RunDeployed;
import io.spendcast.domain.workflow.WorkflowDeployer;
import io.spendcast.domain.workflow.WorkflowRuns;

/** The platform: {@link WorkflowDeployer} and {@link WorkflowRuns}, and the use cases over them. */
final class DatabricksModule extends AbstractModule {
  private final DatabricksAdapters databricks;

  DatabricksModule(DatabricksAdapters databricks) {
    this.databricks = databricks;
  }

  @Provides
  WorkflowDeployer deployer() {
    return databricks.deployer();
  }

  @Provides
  WorkflowRuns runs() {
    return databricks.runs();
  }

  @Provides
  DatabricksAdapters.Lint lint() {
    return databricks.lint();
  }

  @Provides
  RunDeployed runDeployed(WorkflowRuns runs) {
    return new RunDeployed(runs, databricks::pauseBetweenLooks);
  }

  @Provides
  DeployWorkflow deployWorkflow(WorkflowDeployer deployer) {
    return new DeployWorkflow(deployer);
  }

  @Provides
  UndeployWorkflow undeployWorkflow(WorkflowDeployer deployer) {
    return new UndeployWorkflow(deployer);
  }
}
