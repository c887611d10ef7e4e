package io.spendcast.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.application.prediction.ExplainForecast;
import io.spendcast.application.prediction.FamilyShare;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.prediction.ForecastExample.Role;
import io.spendcast.domain.workflow.ExampleReasons;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.testkit.PredictionRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asking why, in memory. */
final class WhyLifeTest {
  @TempDir private Path directory;
  private InMemoryWorld world;

  @BeforeEach
  void create_the_world() {
    world = new InMemoryWorld(directory);
  }

  private ExplainForecast.Result why(PredictionRow row, Optional<AsOfDate> asOf) {
    return world.why().explain(row.customer(), asOf);
  }

  private List<PredictionRow> forecasts(RunManifest run) {
    return world.lake.predictions(run.prediction().orElseThrow().batch().scored());
  }

  @Test
  void every_published_forecast_is_its_base_and_what_each_family_adds() {
    RunManifest run = world.run().manifest();
    for (PredictionRow row : forecasts(run).subList(0, 20)) {
      ExplainForecast.Result found = why(row, Optional.empty());
      assertThat(found.explanation().spend()).isEqualTo(row.predictedSpend());
      assertThat(
              found.explanation().base()
                  + found.explanation().cut()
                  + found.families().stream().mapToDouble(FamilyShare::amount).sum())
          .isCloseTo(row.predictedSpend(), within(1e-6));
      assertThat(found.currency()).contains("EUR");
    }
  }

  @Test
  void a_run_keeps_a_few_forecasts_taken_apart_for_its_report() {
    List<ExampleReasons> examples = world.run().manifest().prediction().orElseThrow().examples();
    assertThat(examples)
        .extracting(ExampleReasons::role)
        .containsSubsequence(Role.TYPICAL, Role.HIGHEST, Role.HIGHEST, Role.HIGHEST);
    assertThat(examples)
        .allSatisfy(
            example ->
                assertThat(
                        example.base()
                            + example.cut()
                            + example.parts().stream()
                                .mapToDouble(ExampleReasons.Part::amount)
                                .sum())
                    .isCloseTo(example.spend(), within(1e-6)));
  }

  @Test
  void the_same_model_is_asked_as_of_an_earlier_date() {
    RunManifest run = world.run().manifest();
    AsOfDate earlier = run.features().orElseThrow().plan().test().get(0);
    ExplainForecast.Result found = why(forecasts(run).get(0), Optional.of(earlier));
    assertThat(found.asOf()).isEqualTo(earlier);
    assertThat(found.batch().asOf()).isNotEqualTo(earlier);
  }

  @Test
  void what_cannot_be_explained_is_not_found_and_why_is_said() {
    assertNotFound(
        "nobody", Optional.empty(), "Cannot use the newest forecasts: there are none yet");
    world.run();
    assertNotFound(
        "nobody",
        Optional.empty(),
        "Cannot explain a forecast: customer nobody is not in the population");
    AsOfDate never = AsOfDate.parse("1999-01-01");
    assertNotFound(
        "nobody",
        Optional.of(never),
        "Cannot explain a forecast: the features know nothing as of 1999-01-01");
  }

  private void assertNotFound(String customer, Optional<AsOfDate> asOf, String why) {
    assertThatThrownBy(() -> world.why().explain(new CustomerId(customer), asOf))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
        .hasMessageStartingWith(why);
  }
}
