package io.spendcast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.spendcast.adapters.databricks.DatabricksAdapters;
import io.spendcast.application.DeployWorkflow;
import io.spendcast.domain.workflow.WorkflowDeployer;

/** The platform: {@link WorkflowDeployer}, and the use case over it. */
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
  DeployWorkflow deployWorkflow(WorkflowDeployer deployer) {
    return new DeployWorkflow(deployer);
  }
}
