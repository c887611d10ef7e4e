package io.spendcast.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.domain.workflow.Workflow.Step;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkflowTest {
  @Test
  void runs_from_ingest_to_predict() {
    assertThat(Workflow.STANDARD.tasks())
        .containsExactly(Task.INGEST, Task.FEATURES, Task.TRAIN, Task.REGISTER, Task.PREDICT);
  }

  @Test
  void from_a_task_runs_it_and_all_that_depends_on_it() {
    assertThat(Workflow.STANDARD.from(Task.TRAIN))
        .containsExactly(Task.TRAIN, Task.REGISTER, Task.PREDICT);
    assertThat(Workflow.STANDARD.from(Task.INGEST)).isEqualTo(Workflow.STANDARD.tasks());
  }

  @Test
  void refuses_a_task_before_what_it_depends_on() {
    assertThatThrownBy(
            () ->
                new Workflow(
                    List.of(
                        new Step(Task.TRAIN, Set.of(Task.FEATURES)),
                        new Step(Task.FEATURES, Set.of()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TRAIN");
  }

  @Test
  void refuses_a_task_that_stands_twice() {
    assertThatThrownBy(
            () ->
                new Workflow(
                    List.of(new Step(Task.INGEST, Set.of()), new Step(Task.INGEST, Set.of()))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
