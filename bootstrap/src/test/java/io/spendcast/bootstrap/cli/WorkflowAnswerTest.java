package io.spendcast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.application.RunWorkflow;
import io.spendcast.application.TaskOutcome;
import io.spendcast.domain.RunId;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.workflow.Registration;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.testkit.Manifests;
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
