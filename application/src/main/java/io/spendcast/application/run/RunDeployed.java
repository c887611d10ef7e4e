package io.spendcast.application.run;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.PlatformRun;
import io.spendcast.domain.workflow.PlatformRun.Step;
import io.spendcast.domain.workflow.WorkflowRuns;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Starts a deployed workflow and, if that is wanted, follows it to its end. */
public final class RunDeployed {
  /** With the pauses between looks some minutes: a run takes hours, and networks fail for less. */
  private static final int MISSED_LOOKS = 20;

  private static final int STARTS = 3;

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

  /**
   * Starts a run; asked again for the same run, gives the one that is there. So a start whose
   * answer is lost is sent again.
   */
  public Result start(long jobId, RunId name) {
    String key = Fingerprint.of(name).value();
    return new Result(sent(name, () -> runs.start(jobId, key)));
  }

  /** Starts a run that only looks at what the workflow stands on, in the same way. */
  public Result check(RunId name) {
    String key = Fingerprint.of(name).value();
    return new Result(sent(name, () -> runs.check(key)));
  }

  private PlatformRun sent(RunId name, Supplier<PlatformRun> start) {
    for (int sent = 1; ; sent++) {
      try {
        return start.get();
      } catch (SpendcastException e) {
        if (e.kind() != Kind.OUTCOME_UNKNOWN) {
          throw e;
        }
        if (sent == STARTS) {
          throw unknown(name, e);
        }
        pause.run();
      }
    }
  }

  private static SpendcastException unknown(RunId name, SpendcastException lost) {
    return new SpendcastException(
        lost.kind(),
        lost.problem(),
        "Start it again with the run id %s, which starts nothing twice.".formatted(name),
        lost);
  }

  /**
   * Follows a run to its end and reports every step when it is first seen and whenever it changes.
   * A platform that does not answer for a while does not end it.
   */
  public Result follow(PlatformRun started, Consumer<Step> listener) {
    Map<String, Step> reported = new HashMap<>();
    PlatformRun run = look(started.id());
    while (true) {
      run.steps().stream()
          .filter(step -> !step.equals(reported.put(step.task(), step)))
          .forEach(listener);
      if (run.phase().isFinal()) {
        return new Result(run);
      }
      pause.run();
      run = look(run.id());
    }
  }

  private PlatformRun look(long run) {
    for (int missed = 0; ; missed++) {
      try {
        return runs.look(run);
      } catch (SpendcastException e) {
        if (e.kind() != Kind.UNAVAILABLE || missed == MISSED_LOOKS) {
          throw e;
        }
        pause.run();
      }
    }
  }

  /**
   * The run as it was last seen.
   *
   * @param run what the platform reports of it
   */
  public record Result(PlatformRun run) {}
}
