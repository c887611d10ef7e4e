package io.spendcast.application.deploy;

import io.spendcast.domain.workflow.Removal;
import io.spendcast.domain.workflow.WorkflowDeployer;

/** Takes the workflow off the platform that runs it. */
public final class UndeployWorkflow {
  private final WorkflowDeployer deployer;

  /** Works with this platform. */
  public UndeployWorkflow(WorkflowDeployer deployer) {
    this.deployer = deployer;
  }

  /** Removes the job and its files, or only reports what that would remove. */
  public Result undeploy(Mode mode) {
    return new Result(
        switch (mode) {
          case PREVIEW -> deployer.removable();
          case REMOVE -> deployer.undeploy();
        });
  }

  /** How far to go. */
  public enum Mode {
    /** Change nothing. */
    PREVIEW,
    /** Remove it. */
    REMOVE
  }

  /**
   * What was removed.
   *
   * @param removal the job and its files
   */
  public record Result(Removal removal) {}
}
