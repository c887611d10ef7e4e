package io.spendcast.application.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.application.InMemoryWorld;
import io.spendcast.application.run.RunWorkflow.Redo;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run makes again what is damaged of its own tables and runs, in memory. */
class HealingTest {
  private final List<String> aside = new ArrayList<>();
  @TempDir private Path directory;
  private InMemoryWorld world;
  private RunManifest made;

  @BeforeEach
  void run_once() {
    world = new InMemoryWorld(directory);
    made = world.run().manifest();
    world.listener =
        new TaskListener() {
          @Override
          public void started(Task task) {}

          @Override
          public void finished(TaskOutcome outcome) {}

          @Override
          public void setAside(String what, String why, String place) {
            aside.add(what);
          }
        };
  }

  private TableName sales() {
    return made.ingest().orElseThrow().tables().get(0).table().table();
  }

  private TableName features() {
    return made.features().orElseThrow().table().table().table();
  }

  private void assertSame(RunManifest healed) {
    assertThat(world.verify().verify().damaged()).isEmpty();
    assertThat(healed.prediction().orElseThrow().batch().customers())
        .isEqualTo(made.prediction().orElseThrow().batch().customers());
    assertThat(healed.ingest().orElseThrow().rowsKept())
        .isEqualTo(made.ingest().orElseThrow().rowsKept());
  }

  /** One life, since each run costs a second. */
  @Test
  void what_is_damaged_is_said_and_made_again_and_what_is_whole_stays() {
    assertThat(world.run(new RunId("whole"), Redo.UNFINISHED).tasks())
        .extracting(TaskOutcome::status)
        .containsOnly(TaskOutcome.Status.SKIPPED);
    assertThat(aside).isEmpty();
    world.lake.spoil(features());
    assertThatThrownBy(() -> world.run(new RunId("part"), Redo.ALL, Task.PREDICT))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
    assertThat(aside).isEmpty();
    assertSame(world.run(new RunId("glance"), Redo.UNFINISHED).manifest());
    assertThat(aside).containsExactly(features().value());
    world.lake.spoilWithin(sales());
    assertSame(world.run(new RunId("reading"), Redo.UNFINISHED).manifest());
    assertThat(aside).containsExactly(features().value(), sales().value());
  }

  @Test
  void a_damaged_run_is_given_up_and_trained_again() {
    world.tracker.damage(made.training().orElseThrow().chosen());
    assertSame(world.run(new RunId("heals"), Redo.UNFINISHED).manifest());
    assertThat(aside).containsExactly(made.training().orElseThrow().chosen().id());
  }
}
