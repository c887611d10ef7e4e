package io.spendcast.adapters.databricks;

import io.spendcast.domain.workflow.WorkflowDeployer;

/** Gives the ports that a Databricks workspace serves. */
public final class DatabricksAdapters implements AutoCloseable {
  private final DatabricksConfig config;

  private DatabricksAdapters(DatabricksConfig config) {
    this.config = config;
  }

  /** Keeps the settings; the workspace is asked when a port needs it. */
  public static DatabricksAdapters open(DatabricksConfig config) {
    return new DatabricksAdapters(config);
  }

  /** Deploys the workflow as a job. */
  public WorkflowDeployer deployer() {
    return new DatabricksWorkflowDeployer(new JobRendering(config), new Workspace(config));
  }

  /** Nothing stays open between calls. */
  @Override
  public void close() {}
}
