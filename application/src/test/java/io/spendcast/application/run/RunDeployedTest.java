package io.spendcast.application.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.PlatformRun;
import io.spendcast.domain.workflow.PlatformRun.Phase;
import io.spendcast.domain.workflow.PlatformRun.Step;
import io.spendcast.domain.workflow.WorkflowRuns;
import io.spendcast.testkit.InMemoryWorkflowRuns;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RunDeployedTest {
  private final SpendcastException silence =
      new SpendcastException(Kind.UNAVAILABLE, "Cannot look: no answer.", "Wait.");

  private final SpendcastException lost =
      new SpendcastException(Kind.OUTCOME_UNKNOWN, "Cannot start: no answer.", "Look.");

  private final InMemoryWorkflowRuns platform = new InMemoryWorkflowRuns();
  private final List<String> reported = new ArrayList<>();
  private int pauses;

  @Test
  void a_start_that_is_sent_again_gives_the_same_run() {
    RunDeployed runs = new RunDeployed(platform, this::paused);
    RunId monday = new RunId("m".repeat(100));
    PlatformRun run = runs.start(InMemoryWorkflowRuns.JOB, monday).run();
    assertThat(runs.start(InMemoryWorkflowRuns.JOB, monday).run().id()).isEqualTo(run.id());
    assertThat(runs.start(InMemoryWorkflowRuns.JOB, new RunId("t")).run().id())
        .isNotEqualTo(run.id());
    assertThat(pauses).isZero();
  }

  @Test
  void a_start_whose_answer_is_lost_is_sent_again_under_a_key_that_platforms_take() {
    List<String> keys = new ArrayList<>();
    start(Stream.of(failing(lost), running(Phase.RUNNING)), keys);
    assertThat(keys)
        .hasSize(2)
        .allSatisfy(key -> assertThat(key).isEqualTo(keys.get(0)).hasSizeBetween(1, 64));
    assertThat(pauses).isEqualTo(1);
  }

  @Test
  void a_start_that_stays_without_answer_tells_how_to_send_it_again() {
    List<String> keys = new ArrayList<>();
    assertThatThrownBy(() -> start(Stream.generate(() -> failing(lost)), keys))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN))
        .hasMessageContaining("with the run id monday");
    assertThat(keys).hasSize(3).containsOnly(keys.get(0));
  }

  private void start(Stream<Supplier<PlatformRun>> answers, List<String> keys) {
    new RunDeployed(new Scripted(answers.iterator(), keys), this::paused)
        .start(InMemoryWorkflowRuns.JOB, new RunId("monday"));
  }

  @Test
  void a_run_is_followed_to_its_end_and_each_change_reported_once() {
    PlatformRun started = platform.start(InMemoryWorkflowRuns.JOB, "a");
    Runnable pause =
        () -> {
          paused();
          if (pauses == 3) {
            platform.finish(started.id(), "out of memory");
          }
        };
    PlatformRun ended = new RunDeployed(platform, pause).follow(started, this::report).run();
    assertThat(ended.phase()).isEqualTo(Phase.FAILED);
    assertThat(reported)
        .containsExactly(
            "ingest RUNNING", "train WAITING", "ingest SUCCEEDED", "train FAILED out of memory");
    assertThat(pauses).isEqualTo(3);
  }

  @Test
  void a_run_that_has_ended_is_not_waited_for() {
    PlatformRun started = platform.start(InMemoryWorkflowRuns.JOB, "a");
    platform.finish(started.id(), "");
    PlatformRun ended = new RunDeployed(platform, this::paused).follow(started, this::report).run();
    assertThat(ended.phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(reported).containsExactly("ingest SUCCEEDED", "train SUCCEEDED");
    assertThat(pauses).isZero();
  }

  @Test
  void a_task_that_is_tried_again_is_reported_again() {
    Step failed = new Step("ingest", Phase.FAILED, "lost a node");
    follow(
        Stream.of(
            running(Phase.RUNNING), run(Phase.RUNNING, failed), running(Phase.RUNNING), ended()));
    assertThat(reported)
        .containsExactly(
            "ingest RUNNING", "ingest FAILED lost a node", "ingest RUNNING", "ingest SUCCEEDED");
  }

  @Test
  void a_platform_that_is_silent_for_a_while_is_asked_again() {
    Stream<Supplier<PlatformRun>> silence = Stream.generate(this::silent).limit(20);
    follow(
        Stream.of(Stream.of(running(Phase.RUNNING)), silence, Stream.of(ended()))
            .flatMap(answers -> answers));
    assertThat(reported).containsExactly("ingest RUNNING", "ingest SUCCEEDED");
    assertThat(pauses).isEqualTo(21);
  }

  @Test
  void a_platform_that_stays_silent_is_given_up() {
    assertThatThrownBy(() -> follow(Stream.generate(this::silent))).isSameAs(silence);
    assertThat(pauses).isEqualTo(20);
  }

  @Test
  void what_is_no_passing_trouble_is_reported_at_once() {
    SpendcastException expired =
        new SpendcastException(Kind.INVALID, "Cannot look: the token has expired.", "Renew it.");
    assertThatThrownBy(() -> follow(Stream.of(failing(expired)))).isSameAs(expired);
    assertThat(pauses).isZero();
  }

  @Test
  void a_check_is_sent_again_as_a_start_is() {
    List<String> keys = new ArrayList<>();
    RunId monday = new RunId("monday");
    RunDeployed runs =
        new RunDeployed(
            new Scripted(Stream.of(failing(lost), running(Phase.RUNNING)).iterator(), keys),
            this::paused);
    assertThat(runs.check(monday).run().phase()).isEqualTo(Phase.RUNNING);
    assertThat(keys).hasSize(2).containsOnly(keys.get(0));
    assertThat(pauses).isEqualTo(1);
  }

  private void follow(Stream<Supplier<PlatformRun>> answers) {
    Iterator<Supplier<PlatformRun>> next = answers.iterator();
    new RunDeployed(new Scripted(next, new ArrayList<>()), this::paused)
        .follow(run(Phase.WAITING, new Step("ingest", Phase.WAITING, "")).get(), this::report);
  }

  private static Supplier<PlatformRun> running(Phase phase) {
    return run(phase, new Step("ingest", phase, ""));
  }

  private static Supplier<PlatformRun> ended() {
    return running(Phase.SUCCEEDED);
  }

  private static Supplier<PlatformRun> run(Phase phase, Step step) {
    return () -> new PlatformRun(1, Optional.empty(), phase, List.of(step));
  }

  private Supplier<PlatformRun> silent() {
    return failing(silence);
  }

  private static Supplier<PlatformRun> failing(SpendcastException why) {
    return () -> {
      throw why;
    };
  }

  private void paused() {
    pauses++;
  }

  private void report(Step step) {
    reported.add("%s %s %s".formatted(step.task(), step.phase(), step.why()).strip());
  }

  /** A platform that gives these answers, one a question, and keeps the keys of starts. */
  private record Scripted(Iterator<Supplier<PlatformRun>> answers, List<String> keys)
      implements WorkflowRuns {
    @Override
    public PlatformRun start(long jobId, String key) {
      keys.add(key);
      return answers.next().get();
    }

    @Override
    public PlatformRun check(String key) {
      return start(0, key);
    }

    @Override
    public PlatformRun look(long runId) {
      return answers.next().get();
    }
  }
}
