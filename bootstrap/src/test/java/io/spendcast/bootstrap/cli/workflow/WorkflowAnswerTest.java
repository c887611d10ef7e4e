package io.spendcast.bootstrap.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.application.run.RunWorkflow;
import io.spendcast.application.run.TaskOutcome;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.cli.answer.Progress;
import io.spendcast.bootstrap.cli.answer.RunOutputs;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.settings.ConfigSources;
import io.spendcast.bootstrap.text.RunText;
import io.spendcast.bootstrap.wiring.Parts;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.Use;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.workflow.Advice;
import io.spendcast.domain.workflow.Registration;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.TrainingOutcome;
import io.spendcast.testkit.InMemoryRunJournal;
import io.spendcast.testkit.Manifests;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WorkflowAnswerTest {
  private static final RunManifest COMPLETE = Manifests.complete(new RunId("run"));
  private static final ModelVersion VERSION = COMPLETE.registration().orElseThrow().version();
  private static final List<String> REFUSALS = List.of("the total spend is off");

  private static Answer answer(Registration registration, Task... tasks) {
    List<TaskOutcome> outcomes =
        List.of(tasks).stream()
            .map(
                task ->
                    new TaskOutcome(
                        task, TaskOutcome.Status.DONE, 1, new TaskOutcome.Rows(0, 0, 0)))
            .toList();
    return WorkflowAnswer.judged(
        Answer.done(Map.of(), ""), new RunWorkflow.Result(COMPLETE.with(registration), outcomes));
  }

  @Test
  void a_run_that_is_left_without_a_model_in_production_is_refused() {
    Answer refused =
        answer(new Registration(VERSION, REFUSALS, Optional.empty()), Task.TRAIN, Task.REGISTER);
    assertThat(refused.exit()).isEqualTo(ExitCode.GATE);
    assertThat(refused.failure().orElseThrow().message())
        .isEqualTo(
            "Cannot predict: version %s was kept from Production, and no other is there."
                .formatted(VERSION.number()));
  }

  @Test
  void a_version_that_waits_for_a_human_is_no_refusal_and_is_named() {
    RunManifest waiting = COMPLETE.with(new Registration(VERSION, List.of(), Optional.empty()));
    assertThat(
            answer(
                    new Registration(VERSION, List.of(), Optional.empty()),
                    Task.TRAIN,
                    Task.REGISTER)
                .exit())
        .isEqualTo(ExitCode.DONE);
    assertThat(RunText.of(waiting, List.of(Task.REGISTER), "./lake"))
        .contains(
            "Version %s waits for somebody to promote it.".formatted(VERSION.number()),
            "next: spendcast promote %s --to production".formatted(VERSION.number()));
  }

  /** Console, JSON and exit code print what the one value says. */
  @Test
  void in_no_combination_is_there_advice_beside_a_refusal() {
    TrainingOutcome training = COMPLETE.training().orElseThrow();
    for (Verdict verdict : Verdict.values()) {
      for (Use use : Use.values()) {
        for (Registration made :
            List.of(
                new Registration(VERSION, REFUSALS, Optional.empty()),
                new Registration(VERSION, REFUSALS, Optional.of(1)),
                new Registration(VERSION, List.of(), Optional.empty()),
                new Registration(VERSION, List.of(), Optional.of(1)))) {
          RunManifest manifest = COMPLETE.with(Manifests.judged(training, verdict, use)).with(made);
          List<Task> asked = List.of(Task.TRAIN, Task.REGISTER);
          Answer answer =
              WorkflowAnswer.judged(
                  Answer.done(
                      RunOutputs.of(manifest, asked), RunText.of(manifest, asked, "./lake")),
                  new RunWorkflow.Result(
                      manifest,
                      asked.stream()
                          .map(
                              task ->
                                  new TaskOutcome(
                                      task,
                                      TaskOutcome.Status.DONE,
                                      1,
                                      new TaskOutcome.Rows(0, 0, 0)))
                          .toList()));
          Advice advice = Advice.of(manifest).orElseThrow();
          assertThat(answer.exit() == ExitCode.GATE).isEqualTo(Advice.isRefusal(manifest));
          assertThat(answer.text()).contains(advice.headline());
          assertThat((Map<?, ?>) answer.outputs().get("advice"))
              .isEqualTo(
                  Map.of(
                      "use", advice.use().label(),
                      "headline", advice.headline(),
                      "why", advice.why(),
                      "limits", advice.limits(),
                      "next", advice.next()));
          if (answer.exit() == ExitCode.GATE) {
            assertThat(advice.use()).isEqualTo(Use.NOTHING);
            assertThat(answer.text())
                .doesNotContain("Rank customers", "Plan totals", "plan totals with");
          }
        }
      }
    }
  }

  @Test
  void what_finished_tasks_found_is_printed_whatever_comes_after() {
    Map<RuntimeException, ExitCode> thrown =
        Map.of(
            new SpendcastException(Kind.UNAVAILABLE, "Cannot register.", "Try again."),
            ExitCode.UNAVAILABLE,
            new IllegalStateException("oops"),
            ExitCode.BUG);
    InMemoryRunJournal journal = new InMemoryRunJournal();
    thrown.forEach((one, exit) -> assertThat(broken(one, journal).exit()).isEqualTo(exit));
    journal.save(COMPLETE);
    thrown.forEach(
        (one, exit) -> {
          Answer answer = broken(one, journal);
          assertThat(answer.exit()).isEqualTo(exit);
          assertThat(answer.failure()).isPresent();
          assertThat(answer.text()).contains("Sales from", "Verdict: ");
          assertThat(answer.outputs()).containsKeys("ingest", "training");
        });
  }

  private static Answer broken(RuntimeException thrown, InMemoryRunJournal journal) {
    List<Throwable> noted = new ArrayList<>();
    Answer answer =
        WorkflowAnswer.broken(
            thrown,
            List.of(Task.INGEST, Task.TRAIN),
            new Session(
                ConfigLoader.load(ConfigSources.NONE),
                new JournalOnly(journal),
                new Progress(System.err, Clock.systemUTC()),
                COMPLETE.run(),
                noted::add));
    assertThat(noted).containsExactly(thrown);
    return answer;
  }

  /** Parts of which only the journal is there. */
  private record JournalOnly(RunJournal journal) implements Parts {
    @Override
    public <T> T get(Class<T> type) {
      return type.cast(journal);
    }

    @Override
    public void close() {}
  }

  @Test
  void a_run_that_keeps_its_champion_is_a_success() {
    assertThat(answer(new Registration(VERSION, REFUSALS, Optional.of(1)), Task.REGISTER).exit())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void a_task_before_the_gate_is_not_refused_for_what_an_earlier_run_registered() {
    assertThat(answer(new Registration(VERSION, REFUSALS, Optional.empty()), Task.TRAIN).exit())
        .isEqualTo(ExitCode.DONE);
  }
}
