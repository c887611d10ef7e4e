package io.spendcast.application.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.application.InMemoryWorld;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.Workflow;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanRunTest {
  @TempDir private Path directory;
  private InMemoryWorld world;

  @BeforeEach
  void an_empty_lake() {
    world = new InMemoryWorld(directory);
  }

  private PlanRun.Result plan() {
    return world.plan().plan();
  }

  @Test
  void of_an_empty_lake_every_task_is_open_and_the_source_is_checked() {
    PlanRun.Result plan = plan();
    assertThat(plan.source()).isEqualTo("the fixture");
    assertThat(plan.open()).isEqualTo(Workflow.STANDARD.tasks());
    assertThat(plan.check().orElseThrow().source()).isEqualTo("the fixture");
    assertThat(plan.features()).isEmpty();
    assertThat(plan.obstacle()).isEmpty();
  }

  @Test
  void the_tasks_that_are_done_are_not_open_and_the_dates_are_those_of_the_run() {
    RunManifest done = world.run(Task.INGEST, Task.FEATURES).manifest();
    PlanRun.Result plan = plan();
    assertThat(plan.open()).containsExactly(Task.TRAIN, Task.REGISTER, Task.PREDICT);
    assertThat(plan.dates()).hasValue(done.features().orElseThrow().plan());
    assertThat(plan.check()).isEmpty();
  }

  @Test
  void what_of_the_features_is_to_be_computed_is_known_once_the_sales_are_ingested() {
    world.run(Task.INGEST);
    PlanRun.Result plan = plan();
    assertThat(plan.open()).startsWith(Task.FEATURES);
    assertThat(plan.features()).isPresent();
    world.run(Task.FEATURES);
    assertThat(plan().features()).isEmpty();
  }

  @Test
  void other_settings_of_the_training_open_it_and_what_follows() {
    world.run();
    assertThat(plan().open()).isEmpty();
    world.training = InMemoryWorld.training(world.training.learners(), 8, 1.0);
    assertThat(plan().open()).containsExactly(Task.TRAIN, Task.REGISTER, Task.PREDICT);
  }
}
