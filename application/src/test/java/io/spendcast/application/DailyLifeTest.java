package io.spendcast.application;

import static io.spendcast.application.run.TaskOutcome.Status.DONE;
import static io.spendcast.application.run.TaskOutcome.Status.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.application.feature.ForecastSettings;
import io.spendcast.application.registry.PromotionRequest;
import io.spendcast.application.registry.RegistrySettings;
import io.spendcast.application.run.RunWorkflow;
import io.spendcast.application.run.RunWorkflow.Redo;
import io.spendcast.application.run.TaskOutcome;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.testkit.SalesLine;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sales go on from day to day, and so do the runs, in memory. */
class DailyLifeTest {
  @TempDir private Path directory;
  private InMemoryWorld world;
  private RunManifest first;
  private int runs = 1;

  @BeforeEach
  void run_once() {
    world = new InMemoryWorld(directory);
    first = world.run().manifest();
  }

  private RunWorkflow.Result next() {
    return world.run(new RunId("next-" + runs++), Redo.UNFINISHED);
  }

  private static PanelPlan plan(RunManifest manifest) {
    return manifest.features().orElseThrow().plan();
  }

  /** A purchase on a day, which becomes known on another. */
  private void sell(LocalDate day, LocalDate known) {
    SalesLine like =
        world.lines.stream().filter(line -> line.customer().isPresent()).findFirst().orElseThrow();
    List<SalesLine> more = new ArrayList<>(world.lines);
    more.add(
        new SalesLine(
            like.channel(),
            like.flow(),
            like.customer(),
            "order " + more.size(),
            day,
            1,
            new BigDecimal("12.50"),
            known,
            BigDecimal.ZERO,
            Optional.empty()));
    world.lines = more;
  }

  private LocalDate today() {
    return first.ingest().orElseThrow().salesDays().until();
  }

  private List<ModelVersion> versions() {
    return world.models.find(InMemoryWorld.MODEL).orElseThrow().versions();
  }

  private static void assertStatus(RunWorkflow.Result result, TaskOutcome.Status... expected) {
    assertThat(result.tasks()).extracting(TaskOutcome::status).containsExactly(expected);
  }

  @Test
  void a_day_more_of_sales_trains_nothing_and_is_forecast_from() {
    sell(today(), today());
    RunWorkflow.Result day = next();
    assertStatus(day, DONE, DONE, SKIPPED, SKIPPED, DONE);
    assertThat(day.manifest().training()).isEqualTo(first.training());
    assertThat(versions()).hasSize(1);
    assertThat(plan(day.manifest()).scoring().day()).isEqualTo(today().plusDays(1));
    assertThat(day.manifest().prediction().orElseThrow().batch().asOf())
        .isEqualTo(plan(day.manifest()).scoring());
    assertThat(world.verify().verify().damaged()).isEmpty();
    assertStatus(next(), SKIPPED, SKIPPED, SKIPPED, SKIPPED, SKIPPED);
    world.lake.remove(first.features().orElseThrow().table().table().table());
    assertStatus(next(), SKIPPED, DONE, DONE, DONE, DONE);
  }

  @Test
  void a_run_without_training_forecasts_with_the_version_in_the_stage_or_not_at_all() {
    forecastFrom(plan(first).scoring().minusMonths(1));
    RunWorkflow.Result scored =
        world.run(new RunId("scored"), Redo.UNFINISHED, Task.INGEST, Task.FEATURES, Task.PREDICT);
    assertStatus(scored, SKIPPED, DONE, DONE);
    assertThat(scored.manifest().prediction().orElseThrow().batch().modelVersion()).isEqualTo(1);
    assertThat(versions()).hasSize(1);
    world
        .promote()
        .promote(new PromotionRequest(1, Stage.ARCHIVED, Optional.of("it is to be retired")));
    sell(today(), today());
    assertThatThrownBy(
            () ->
                world.run(
                    new RunId("none"), Redo.UNFINISHED, Task.INGEST, Task.FEATURES, Task.PREDICT))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
        .hasMessageContaining("is in Production");
    assertThat(world.journal.find(new RunId("none"))).isEmpty();
  }

  @Test
  void another_date_to_forecast_from_trains_again_only_if_it_moves_the_others() {
    forecastFrom(plan(first).scoring().minusDays(1));
    assertThat(world.plan().plan().open()).containsExactly(Task.FEATURES, Task.PREDICT);
    assertStatus(next(), SKIPPED, DONE, SKIPPED, SKIPPED, DONE);
    forecastFrom(plan(first).scoring().minusMonths(1));
    assertThat(world.plan().plan().open())
        .containsExactly(Task.FEATURES, Task.TRAIN, Task.REGISTER, Task.PREDICT);
    assertStatus(next(), SKIPPED, DONE, DONE, DONE, DONE);
    assertThat(versions()).hasSize(2);
  }

  private void forecastFrom(AsOfDate asOf) {
    world.forecast = new ForecastSettings(world.forecast.horizon(), Optional.of(asOf), 8, 4);
  }

  @Test
  void a_late_correction_of_what_was_learned_from_trains_again() {
    sell(plan(first).test().get(0).day().plusDays(3), today());
    assertStatus(next(), DONE, DONE, DONE, DONE, DONE);
    assertThat(versions()).hasSize(2);
  }

  @Test
  void a_version_that_was_promoted_or_rolled_back_meanwhile_is_not_taken_for_what_it_was() {
    world.promotion = RegistrySettings.Promotion.MANUAL;
    world.training = InMemoryWorld.training(List.of(), 9, 1.0);
    assertThat(next().manifest().registration().orElseThrow().version().stage())
        .isEqualTo(Stage.STAGING);
    world.promote().promote(new PromotionRequest(2, Stage.PRODUCTION, Optional.of("it is wanted")));
    sell(today(), today());
    RunManifest promoted = next().manifest();
    assertThat(promoted.registration().orElseThrow().version().stage()).isEqualTo(Stage.PRODUCTION);
    assertThat(promoted.registration().orElseThrow().production()).contains(2);
    world.rollBack().rollBack();
    sell(today().plusDays(1), today().plusDays(1));
    RunManifest back = next().manifest();
    assertThat(back.registration().orElseThrow().production()).contains(1);
    assertThat(back.prediction().orElseThrow().batch().modelVersion()).isEqualTo(1);
    assertThat(versions()).hasSize(2);
  }
}
