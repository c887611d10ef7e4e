package io.spendcast.adapters.databricks;

import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.reading;
import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.writing;

import com.databricks.sdk.service.jobs.GetRunRequest;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunLifecycleStateV2State;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.RunStatus;
import com.databricks.sdk.service.jobs.RunTask;
import com.databricks.sdk.service.jobs.TerminationCodeCode;
import com.databricks.sdk.service.jobs.TerminationDetails;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.workflow.PlatformRun;
import io.spendcast.domain.workflow.PlatformRun.Phase;
import io.spendcast.domain.workflow.PlatformRun.Step;
import io.spendcast.domain.workflow.WorkflowRuns;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Starts jobs of a Databricks workspace and reports how they proceed. */
final class DatabricksWorkflowRuns implements WorkflowRuns {
  private final Workspace workspace;
  private final JobRendering job;
  private final JobCalls calls;

  /**
   * Runs of jobs.
   *
   * @param job with the values that each run is started with, whatever the deployed job's are
   */
  DatabricksWorkflowRuns(Workspace workspace, JobRendering job) {
    this.workspace = workspace;
    this.job = job;
    this.calls = new JobCalls(workspace);
  }

  @Override
  public PlatformRun start(long jobId, String key) {
    RunNow start =
        new RunNow().setJobId(jobId).setIdempotencyToken(key).setJobParameters(job.values());
    long run =
        writing(
            "start the job " + jobId,
            () -> workspace.once().jobs().runNow(start).getResponse().getRunId());
    return look(run);
  }

  @Override
  public PlatformRun check(String key) {
    // A run of the job may have been started under the same key.
    String own = Fingerprint.of("check", key).value();
    ObjectNode run = new CheckRendering(job).run(workspace.host(), own);
    return look(writing("start the check " + key, () -> calls.submit(run)));
  }

  @Override
  public PlatformRun look(long runId) {
    Run run =
        reading(
            "look at the run " + runId,
            () -> workspace.retrying().jobs().getRun(new GetRunRequest().setRunId(runId)));
    return new PlatformRun(
        run.getRunId(),
        Optional.ofNullable(run.getRunPageUrl()).map(URI::create),
        phase(Optional.ofNullable(run.getStatus())),
        steps(Objects.requireNonNullElse(run.getTasks(), List.of())));
  }

  /** Every attempt of a task is an entry of its own; the last one counts. */
  private static List<Step> steps(Collection<RunTask> tasks) {
    Map<String, Step> steps = new LinkedHashMap<>();
    for (RunTask task : tasks) {
      Optional<RunStatus> status = Optional.ofNullable(task.getStatus());
      Phase phase = phase(status);
      String why = phase == Phase.FAILED ? why(status) : "";
      steps.put(task.getTaskKey(), new Step(task.getTaskKey(), phase, why));
    }
    return List.copyOf(steps.values());
  }

  private static Phase phase(Optional<RunStatus> status) {
    RunLifecycleStateV2State state =
        status.map(RunStatus::getState).orElse(RunLifecycleStateV2State.PENDING);
    return switch (state) {
      case RUNNING, TERMINATING -> Phase.RUNNING;
      case TERMINATED -> isGood(status) ? Phase.SUCCEEDED : Phase.FAILED;
      default -> Phase.WAITING;
    };
  }

  private static boolean isGood(Optional<RunStatus> status) {
    return status
        .map(RunStatus::getTerminationDetails)
        .map(TerminationDetails::getCode)
        .filter(TerminationCodeCode.SUCCESS::equals)
        .isPresent();
  }

  private static String why(Optional<RunStatus> status) {
    Optional<TerminationDetails> details = status.map(RunStatus::getTerminationDetails);
    return details
        .map(TerminationDetails::getMessage)
        .or(() -> details.map(TerminationDetails::getCode).map(Enum::name))
        .orElse("the platform gives no reason");
  }
}
