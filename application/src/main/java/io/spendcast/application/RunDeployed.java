package io.spendcast.application;

import io.spendcast.domain.workflow.PlatformRun;
import io.spendcast.domain.workflow.PlatformRun.Step;
import io.spendcast.domain.workflow.WorkflowRuns;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Starts a deployed workflow and, if that is wanted, follows it to its end. */
public final class RunDeployed {
  private final WorkflowRuns runs;
  private final Runnable pause;

  /**
   * Works with this platform.
   *
   * @param pause waits before the platform is asked again
   */
  public RunDeployed(WorkflowRuns runs, Runnable pause) {
    this.runs = runs;
    this.pause = pause;
  }

  /** Starts a run; with the same key, gives the one that is there. */
  public Result start(long jobId, String key) {
    return new Result(runs.start(jobId, key));
  }

  /** Follows a run to its end and tells of every step whose phase changes, once. */
  public Result follow(PlatformRun started, Consumer<Step> listener) {
    Set<Step> told = new HashSet<>();
    PlatformRun run = runs.look(started.id());
    while (true) {
      run.steps().stream().filter(told::add).forEach(listener);
      if (run.phase().isFinal()) {
        return new Result(run);
      }
      pause.run();
      run = runs.look(run.id());
    }
  }

  /**
   * The run as it was last seen.
   *
   * @param run what the platform tells of it
   */
  public record Result(PlatformRun run) {}
}
