package io.spendcast.domain.workflow;

/**
 * Brings the workflow to a platform that runs it on a schedule or on demand.
 *
 * <p>Deploying the same workflow again changes nothing; a job of the same name that is not ours is
 * never touched.
 *
 * <p>Throws {@code SpendcastException} with {@code INVALID} if settings are missing or the platform
 * refuses them; {@code CONFLICT} if the name is taken; {@code UNAVAILABLE} if the platform cannot
 * be reached and nothing was changed; {@code OUTCOME_UNKNOWN} if a change was sent and no answer
 * came.
 */
public interface WorkflowDeployer {
  /** The job as files that the platform and its tools take, without asking the platform. */
  Rendering render(Workflow workflow);

  /** What deploying would do; changes nothing. */
  Deployment preview(Workflow workflow);

  /** Creates or updates the job, and gives whom it runs as the rights it needs. */
  Deployment deploy(Workflow workflow);

  /** What {@link #undeploy} would remove; changes nothing, and refuses what it would. */
  Removal removable();

  /**
   * Removes the job and the files that deployments uploaded for it, and nothing else: tables,
   * models, experiments and rights stay. What is gone already is not missed, so that a removal that
   * was cut can be repeated.
   *
   * <p>Also throws {@code CONFLICT} while a run of the job is at work.
   */
  Removal undeploy();
}
