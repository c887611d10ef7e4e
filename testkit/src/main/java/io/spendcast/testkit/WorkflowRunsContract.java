package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.Kind;
import io.spendcast.domain.workflow.PlatformRun;
import io.spendcast.domain.workflow.PlatformRun.Phase;
import io.spendcast.domain.workflow.PlatformRun.Step;
import io.spendcast.domain.workflow.WorkflowRuns;
import org.junit.jupiter.api.Test;

/** What every {@link WorkflowRuns} does. */
public abstract class WorkflowRunsContract {
  /** The runs of this test's platform, none at first. */
  protected abstract WorkflowRuns runs();

  /** The id of a job with the tasks ingest and train. */
  protected abstract long job();

  /** Lets all tasks of the run succeed except train, which fails with this message. */
  protected abstract void finish(long runId, String failureOfTrain);

  @Test
  void a_started_run_waits_or_runs() {
    PlatformRun run = runs().start(job(), "a");
    assertThat(run.phase().isFinal()).isFalse();
    assertThat(runs().look(run.id()).steps())
        .extracting(Step::task)
        .containsExactly("ingest", "train");
  }

  @Test
  void the_same_key_starts_no_second_run() {
    PlatformRun run = runs().start(job(), "a");
    assertThat(runs().start(job(), "a").id()).isEqualTo(run.id());
    assertThat(runs().start(job(), "b").id()).isNotEqualTo(run.id());
  }

  @Test
  void a_failed_task_fails_the_run_and_says_why() {
    long run = runs().start(job(), "a").id();
    finish(run, "out of memory");
    PlatformRun ended = runs().look(run);
    assertThat(ended.phase()).isEqualTo(Phase.FAILED);
    assertThat(ended.steps())
        .containsExactly(
            new Step("ingest", Phase.SUCCEEDED, ""),
            new Step("train", Phase.FAILED, "out of memory"));
  }

  @Test
  void a_check_is_a_run_of_its_own_and_the_same_key_starts_no_second_one() {
    PlatformRun check = runs().check("a");
    assertThat(check.steps()).isNotEmpty().noneMatch(step -> step.task().equals("ingest"));
    assertThat(runs().check("a").id()).isEqualTo(check.id());
    assertThat(runs().start(job(), "a").id()).isNotEqualTo(check.id());
    assertThat(runs().look(check.id()).phase().isFinal()).isFalse();
  }

  @Test
  void what_does_not_exist_is_not_found() {
    assertFails(Kind.NOT_FOUND, () -> runs().start(job() + 1000, "a"));
    assertFails(Kind.NOT_FOUND, () -> runs().look(4711));
  }
}
