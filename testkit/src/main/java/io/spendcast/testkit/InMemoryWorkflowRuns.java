package io.spendcast.testkit;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.PlatformRun;
import io.spendcast.domain.workflow.PlatformRun.Phase;
import io.spendcast.domain.workflow.PlatformRun.Step;
import io.spendcast.domain.workflow.WorkflowRuns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A platform in memory whose only job has the tasks ingest and train. */
public final class InMemoryWorkflowRuns implements WorkflowRuns {
  /** The id of the job. */
  public static final long JOB = 7;

  private final Map<String, Long> ids = new HashMap<>();
  private final Map<Long, PlatformRun> runs = new HashMap<>();

  /** A platform without runs. */
  public InMemoryWorkflowRuns() {}

  @Override
  public PlatformRun start(long jobId, String key) {
    if (jobId != JOB) {
      throw unknown("job " + jobId);
    }
    long id = ids.computeIfAbsent(key, k -> 100L + ids.size());
    return runs.computeIfAbsent(
        id, i -> run(i, Phase.RUNNING, List.of(step("ingest", Phase.RUNNING), waiting("train"))));
  }

  @Override
  public PlatformRun check(String key) {
    long id = ids.computeIfAbsent("check " + key, k -> 100L + ids.size());
    return runs.computeIfAbsent(
        id, i -> run(i, Phase.RUNNING, List.of(step("doctor", Phase.RUNNING))));
  }

  @Override
  public PlatformRun look(long runId) {
    return Optional.ofNullable(runs.get(runId)).orElseThrow(() -> unknown("run " + runId));
  }

  /** Ends a run; a blank message lets train succeed. */
  public void finish(long runId, String failureOfTrain) {
    Phase train = failureOfTrain.isBlank() ? Phase.SUCCEEDED : Phase.FAILED;
    runs.put(
        runId,
        run(
            runId,
            train,
            List.of(step("ingest", Phase.SUCCEEDED), new Step("train", train, failureOfTrain))));
  }

  /** Ends a check; a blank message lets it succeed. */
  public void finishCheck(long runId, String failure) {
    Phase end = failure.isBlank() ? Phase.SUCCEEDED : Phase.FAILED;
    runs.put(runId, run(runId, end, List.of(new Step("doctor", end, failure))));
  }

  private static PlatformRun run(long id, Phase phase, List<Step> steps) {
    return new PlatformRun(id, Optional.empty(), phase, steps);
  }

  private static Step waiting(String task) {
    return step(task, Phase.WAITING);
  }

  private static Step step(String task, Phase phase) {
    return new Step(task, phase, "");
  }

  private static SpendcastException unknown(String what) {
    return new SpendcastException(
        Kind.NOT_FOUND, "Cannot find the " + what + ".", "Deploy the workflow first.");
  }
}
