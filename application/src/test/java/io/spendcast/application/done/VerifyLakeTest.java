package io.spendcast.application.done;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.application.InMemoryWorld;
import io.spendcast.application.done.VerifyLake.Checked;
import io.spendcast.application.run.RunWorkflow;
import io.spendcast.domain.RunId;
import io.spendcast.domain.TableName;
import io.spendcast.domain.audit.TableState;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.TrainingOutcome;
import io.spendcast.testkit.InMemoryModelRegistry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there, held against what was recorded, in memory. */
class VerifyLakeTest {
  @TempDir private Path directory;
  private InMemoryWorld world;
  private RunManifest made;

  @BeforeEach
  void run_once() {
    world = new InMemoryWorld(directory);
    made = world.run().manifest();
  }

  private List<Checked> damaged() {
    return world.verify().verify().damaged();
  }

  @Test
  void a_whole_lake_is_whole_and_everything_was_looked_at() {
    VerifyLake.Result found = world.verify().verify();
    assertThat(found.damaged()).isEmpty();
    assertThat(found.checked().stream().flatMap(checked -> checked.task().stream()))
        .contains(Task.values());
    assertThat(found.checked().stream().flatMap(checked -> checked.table().stream()))
        .containsAll(tables().toList())
        .doesNotHaveDuplicates();
  }

  private Stream<TableName> tables() {
    FeatureTable features = made.features().orElseThrow().table();
    return Stream.of(
            ingested().map(ingest -> ingest.table().table()),
            ingested().flatMap(ingest -> ingest.quarantine().stream()).map(table -> table.table()),
            Stream.of(features.table().table(), features.dailySpend().table()))
        .flatMap(names -> names);
  }

  private Stream<TableIngest> ingested() {
    return made.ingest().map(IngestReport::tables).orElseThrow().stream();
  }

  @Test
  void each_table_that_is_lost_or_emptied_is_named_with_its_task_and_made_again() {
    List<TableName> tables = tables().toList();
    for (int i = 0; i < tables.size(); i++) {
      TableName table = tables.get(i);
      if (i % 2 == 0) {
        world.lake.remove(table);
      } else {
        world.lake.empty(table);
      }
      assertThat(damaged())
          .anySatisfy(
              checked -> {
                assertThat(checked.table()).contains(table);
                assertThat(checked.task())
                    .contains(table.value().startsWith("raw") ? Task.INGEST : Task.FEATURES);
              });
      assertThat(world.verify().setAside().aside()).containsKey(table);
      world.run(new RunId("heals-" + i), RunWorkflow.Redo.UNFINISHED);
      assertThat(damaged()).as("%s", table).isEmpty();
    }
  }

  @Test
  void rows_and_money_are_those_that_were_recorded() {
    TableIngest first = ingested().findFirst().orElseThrow();
    RecordedTable recorded =
        RecordedTable.ofIngest(made)
            .filter(table -> table.version().equals(first.table()))
            .findFirst()
            .orElseThrow();
    assertThat(recorded.held(state(first.rowsKept(), first)).isDamaged()).isFalse();
    assertThat(recorded.held(state(first.rowsKept() - 1, first)).state().damages())
        .singleElement()
        .asString()
        .contains("rows instead of");
    assertThat(
            recorded
                .held(
                    new TableState(
                        List.of(),
                        List.of(),
                        OptionalLong.of(first.rowsKept()),
                        Optional.of(first.moneyKept().add(new BigDecimal("0.01"))),
                        OptionalLong.empty()))
                .state()
                .damages())
        .singleElement()
        .asString()
        .contains("add up to");
  }

  private static TableState state(long rows, TableIngest ingest) {
    return new TableState(
        List.of(),
        List.of(),
        OptionalLong.of(rows),
        Optional.of(ingest.moneyKept()),
        OptionalLong.empty());
  }

  @Test
  void forecasts_that_somebody_deleted_are_missed_and_published_again() {
    TableName published = made.prediction().orElseThrow().receipt().table().table();
    List<String> before =
        world.lake.texts(made.prediction().orElseThrow().receipt().table()).stream()
            .sorted()
            .toList();
    world.lake.empty(published);
    assertThat(damaged())
        .extracting(Checked::name)
        .anyMatch(name -> name.startsWith("forecasts of "));
    world.verify().setAside();
    RunManifest healed = world.run(new RunId("heals"), RunWorkflow.Redo.UNFINISHED).manifest();
    assertThat(damaged()).isEmpty();
    assertThat(world.lake.texts(healed.prediction().orElseThrow().receipt().table()))
        .hasSameSizeAs(before);
  }

  @Test
  void a_damaged_run_is_named_and_trained_again() {
    TrainingOutcome training = made.training().orElseThrow();
    world.tracker.damage(training.chosen());
    assertThat(damaged())
        .extracting(Checked::name)
        .contains(training.chosen().id(), "tracked runs of run-1");
    world.verify().setAside();
    world.run(new RunId("heals"), RunWorkflow.Redo.UNFINISHED);
    VerifyLake.Result found = world.verify().verify();
    assertThat(found.damaged()).isEmpty();
    assertThat(found.checked())
        .filteredOn(checked -> checked.name().equals(training.chosen().id()))
        .singleElement()
        .satisfies(checked -> assertThat(checked.state().remarks()).isNotEmpty());
  }

  @Test
  void a_registered_model_that_is_gone_is_missed() {
    world.registry = world.models = new InMemoryModelRegistry(Clock.systemUTC());
    assertThat(damaged().stream().flatMap(checked -> checked.task().stream()))
        .contains(Task.REGISTER);
  }
}
