package io.spendcast.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.application.feature.CatalogueText;
import io.spendcast.application.online.ContextFile;
import io.spendcast.application.online.ForecastContext;
import io.spendcast.application.online.ForecastCustomer;
import io.spendcast.application.online.ServedForecasts;
import io.spendcast.application.run.RunWorkflow;
import io.spendcast.application.run.TaskOutcome;
import io.spendcast.application.run.TaskOutcome.Status;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.testkit.InMemoryFeatureStore;
import io.spendcast.testkit.PredictionRow;
import io.spendcast.testkit.SalesFixture;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that has the file of a context, and no lake. */
final class OnlineLifeTest {
  @TempDir private Path directory;
  private InMemoryWorld world;
  private RunManifest run;

  @BeforeEach
  void run_once() {
    world = new InMemoryWorld(directory);
    run = world.run().manifest();
  }

  private ForecastContext context() {
    return ContextFile.read(ContextFile.write(world.context().export()));
  }

  private Map<CustomerId, List<DailySpend>> sales(AsOfDate asOf) {
    return InMemoryFeatureStore.read(world.lake, run.features().orElseThrow().table().dailySpend())
        .entrySet()
        .stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    entry.getValue().stream()
                        .filter(tile -> tile.knownDay().isBefore(asOf.day()))
                        .toList()));
  }

  @Test
  void a_service_forecasts_what_the_batch_did_to_the_last_bit() {
    ForecastCustomer service = new ForecastCustomer(context());
    Map<CustomerId, List<DailySpend>> sales = sales(service.asOf());
    List<PredictionRow> batch =
        world.lake.predictions(run.prediction().orElseThrow().batch().scored());
    assertThat(batch).hasSizeGreaterThan(50);
    for (PredictionRow row : batch) {
      ForecastCustomer.Result found = service.forecast(sales.get(row.customer())).orElseThrow();
      assertThat(found.spend()).isEqualTo(row.predictedSpend());
      assertThat(found.probabilityOfSpend()).isEqualTo(row.probabilityOfSpend());
      assertThat(found.range().isPresent()).isEqualTo(row.bounds().isPresent());
      assertThat(found.why().spend()).isEqualTo(found.spend());
      assertThat(found.verdict()).contains(Verdict.SKILL);
    }
  }

  @Test
  void the_page_shows_the_example_that_is_compiled_and_run() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/spendcast/application/ServiceExample.java"));
    String example =
        source.substring(
            source.indexOf("// begin\n") + "// begin\n".length(), source.indexOf("// end"));
    assertThat(Files.readString(Path.of("../docs/embedding.md"))).contains(example);
    Path file = directory.resolve("context.json");
    ForecastContext context = world.context().export();
    Files.writeString(file, ContextFile.write(context));
    ServiceExample service = new ServiceExample(file);
    service.refresh();
    assertThat(service.answer(List.of())).isEmpty();
    assertThat(sales(context.asOf()).values().stream().flatMap(one -> service.answer(one).stream()))
        .anySatisfy(answer -> assertThat(answer).contains(", mostly by "));
  }

  @Test
  void a_context_comes_back_from_its_file_as_it_was() {
    assertThat(context()).isEqualTo(world.context().export());
    assertThat(context().currency()).contains("EUR");
    assertThat(context().catalogue()).isEqualTo(run.features().orElseThrow().catalogue());
  }

  @Test
  void predict_leaves_beside_its_predictions_the_very_bytes_that_are_exported() {
    assertThat(world.contexts.find(Stage.PRODUCTION))
        .contains(ContextFile.write(world.context().export()));
    assertThat(world.contexts.find(Stage.STAGING)).isEmpty();
  }

  @Test
  void a_context_that_is_deleted_comes_back_with_the_next_run_though_nothing_is_predicted_again() {
    String before = world.contexts.find(Stage.PRODUCTION).orElseThrow();
    world.contexts.remove(Stage.PRODUCTION);
    RunWorkflow.Result again = world.run(Task.PREDICT);
    assertThat(again.tasks()).extracting(TaskOutcome::status).containsOnly(Status.SKIPPED);
    assertThat(world.contexts.find(Stage.PRODUCTION)).contains(before);
  }

  @Test
  void the_catalogue_goes_with_each_model() {
    assertThat(world.tracker.recorded(run.training().orElseThrow().chosen()).tags())
        .hasEntrySatisfying(
            TagKey.CATALOGUE.key(),
            text ->
                assertThat(CatalogueText.read(text))
                    .isEqualTo(run.features().orElseThrow().catalogue()));
  }

  @Test
  void who_never_bought_is_not_in_the_population() {
    assertThat(new ForecastCustomer(context()).forecast(List.of())).isEmpty();
  }

  @Test
  void a_sale_that_is_not_of_the_past_is_refused() {
    ForecastCustomer service = new ForecastCustomer(context());
    DailySpend today =
        DailySpend.of(
            service.asOf().day(), SalesFixture.STORE, BigDecimal.TEN, BigDecimal.ZERO, 1, 1, 1);
    assertInvalid(() -> service.forecast(List.of(today)), "is not of the time before");
  }

  @Test
  void amounts_in_another_currency_are_refused() {
    ForecastCustomer service = new ForecastCustomer(context());
    service.requireCurrency("EUR");
    assertInvalid(() -> service.requireCurrency("USD"), "the model learnt from amounts in EUR");
  }

  @Test
  void a_model_of_other_features_is_refused_and_what_is_served_stays() {
    ForecastContext good = context();
    ServedForecasts served = new ServedForecasts(good);
    ForecastCustomer before = served.current();
    PortableModel model = good.model();
    ForecastContext strange =
        new ForecastContext(
            good.name(),
            good.version(),
            new PortableModel(model.inputs(), Fingerprint.of("others"), model.model()),
            good.catalogue(),
            good.asOf(),
            good.population(),
            good.intervals(),
            good.spread(),
            good.verdict(),
            good.currency());
    assertInvalid(() -> served.refresh(strange), "its inputs are defined otherwise here");
    assertThat(served.current()).isSameAs(before);
    served.refresh(good);
    assertThat(served.current()).isNotSameAs(before);
  }

  @Test
  void another_file_is_refused() {
    String text = ContextFile.write(world.context().export());
    Stream.of(text.replace("spendcast-context", "other"), text.replace("as_of_date", "day"))
        .forEach(
            other ->
                assertThatThrownBy(() -> ContextFile.read(other))
                    .isInstanceOf(IllegalArgumentException.class));
  }

  private static void assertInvalid(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable action, String why) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageContaining(why);
  }
}
