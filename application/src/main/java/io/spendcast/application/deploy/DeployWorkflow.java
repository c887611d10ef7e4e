package io.spendcast.application.deploy;

import io.spendcast.domain.workflow.Deployment;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.domain.workflow.WorkflowDeployer;
import java.util.function.Consumer;

/** Brings the workflow to the platform that runs it. */
public final class DeployWorkflow {
  private final WorkflowDeployer deployer;

  /** Works with this platform. */
  public DeployWorkflow(WorkflowDeployer deployer) {
    this.deployer = deployer;
  }

  /**
   * Deploys the standard workflow, or only reports what that would change.
   *
   * @param plan gets what is about to change, before anything does
   */
  public Result deploy(Mode mode, Consumer<Deployment> plan) {
    Deployment preview = deployer.preview(Workflow.STANDARD);
    return switch (mode) {
      case PREVIEW -> new Result(preview);
      case DEPLOY -> {
        plan.accept(preview);
        yield new Result(deployer.deploy(Workflow.STANDARD));
      }
    };
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
