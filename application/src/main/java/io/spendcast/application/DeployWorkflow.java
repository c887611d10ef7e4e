package io.spendcast.application;

import io.spendcast.domain.workflow.Deployment;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.domain.workflow.WorkflowDeployer;

/** Brings the workflow to the platform that runs it. */
public final class DeployWorkflow {
  private final WorkflowDeployer deployer;

  /** Works with this platform. */
  public DeployWorkflow(WorkflowDeployer deployer) {
    this.deployer = deployer;
  }

  /** Deploys the standard workflow, or only tells what that would change. */
  public Result deploy(Mode mode) {
    return new Result(
        switch (mode) {
          case PREVIEW -> deployer.preview(Workflow.STANDARD);
          case DEPLOY -> deployer.deploy(Workflow.STANDARD);
        });
  }

  /** How far to go. */
  public enum Mode {
    /** Change nothing. */
    PREVIEW,
    /** Create or update the job. */
    DEPLOY
  }

  /**
   * What was deployed.
   *
   * @param deployment the job
   */
  public record Result(Deployment deployment) {}
}
