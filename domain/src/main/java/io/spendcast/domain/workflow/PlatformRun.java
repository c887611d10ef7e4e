package io.spendcast.domain.workflow;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A run of a deployed workflow, as the platform reports it.
 *
 * @param id the platform's id
 * @param page where people see the run
 * @param phase of the whole run
 * @param steps the tasks, in the platform's order; those that are retried stand once
 */
public record PlatformRun(long id, Optional<URI> page, Phase phase, List<Step> steps) {
  /** Copies the steps. */
  public PlatformRun {
    steps = List.copyOf(steps);
  }

  /** How far a run or a task is. */
  public enum Phase {
    /** Not begun. */
    WAITING,
    /** At work. */
    RUNNING,
    /** Ended as it should. */
    SUCCEEDED,
    /** Ended otherwise: failed, cancelled, timed out or skipped. */
    FAILED;

    /** Whether it will not change again. */
    public boolean isFinal() {
      return this == SUCCEEDED || this == FAILED;
    }
  }

  /**
   * A task of the run.
   *
   * @param task its name
   * @param phase how far it is
   * @param why what the platform says about a failure; blank otherwise
   */
  public record Step(String task, Phase phase, String why) {}
}
