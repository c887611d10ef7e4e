package io.spendcast.bootstrap.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.application.prediction.ShowPredictions;
import io.spendcast.bootstrap.cli.Program;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.wiring.Parts;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.RunId;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PublishReceipt;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.testkit.InMemoryLake;
import io.spendcast.testkit.InMemoryPredictionSink;
import io.spendcast.testkit.InMemoryPublishedPredictions;
import io.spendcast.testkit.InMemoryRunJournal;
import io.spendcast.testkit.PredictionRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PredictionsCommandTest {
  private static final ModelName MODEL = new ModelName("tpcds_customer_spend_model");
  private static final AsOfDate AS_OF = AsOfDate.parse("2003-01-01");
  private static final RunId RUN = new RunId("first");

  @TempDir private Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final InMemoryLake lake = new InMemoryLake();
  private final InMemoryRunJournal journal = new InMemoryRunJournal();
  private final Program program =
      new Program((need, config) -> new Shown(), Clock.systemUTC(), stream(out), stream(err));

  /** Parts that show predictions, and nothing else. */
  private final class Shown implements Parts {
    @Override
    public <T> T get(Class<T> type) {
      return type.cast(new ShowPredictions(new InMemoryPublishedPredictions(lake), journal, MODEL));
    }

    @Override
    public void close() {}
  }

  private void publish(int customers) {
    List<PredictionRow> rows =
        IntStream.rangeClosed(1, customers)
            .mapToObj(
                i ->
                    new PredictionRow(
                        new CustomerId("c" + i),
                        AS_OF,
                        90,
                        1_000.5 * i,
                        Optional.of(new PredictionRow.Bounds(0, 2_000.0 * i)),
                        Optional.empty(),
                        MODEL,
                        4,
                        RUN,
                        Instant.EPOCH))
            .toList();
    PredictionBatch batch =
        new PredictionBatch(
            lake.scored(rows),
            MODEL,
            4,
            AS_OF,
            new Horizon(90, 0),
            customers,
            rows.stream().mapToDouble(PredictionRow::predictedSpend).sum(),
            Optional.empty());
    PublishReceipt receipt = new InMemoryPredictionSink(lake).publish(batch);
    journal.save(
        RunManifest.empty(RUN)
            .with(
                new PredictionRun(
                    batch,
                    receipt,
                    Optional.empty(),
                    Optional.of("EUR"),
                    Optional.empty(),
                    List.of())));
  }

  @Test
  void the_highest_are_shown_with_their_ranges_and_the_currency() {
    publish(30);
    assertThat(run("predictions", "--top", "2")).isEqualTo(ExitCode.DONE);
    assertThat(text(out).lines())
        .containsExactly(
            "Forecasts as of 2003-01-01 for the next 90 days, by tpcds_customer_spend_model version 4:"
                + " 30 customers, 465,232.50 EUR in all",
            "Customer  expected, EUR  4 of 5 times between",
            "c30           30,015.00    0.00 and 60,000.00",
            "c29           29,014.50    0.00 and 58,000.00");
  }

  @Test
  void twenty_are_shown_if_nobody_says_how_many() {
    publish(30);
    assertThat(run("predictions", "--json")).isEqualTo(ExitCode.DONE);
    assertThat(json().at("/outputs/predictions")).hasSize(20);
    assertThat(json().at("/outputs/customers").asInt()).isEqualTo(30);
    assertThat(json().at("/outputs/currency").asText()).isEqualTo("EUR");
    JsonNode first = json().at("/outputs/predictions/0");
    assertThat(first.get("customer_id").asText()).isEqualTo("c30");
    assertThat(first.get("predicted_spend").asDouble()).isEqualTo(30_015);
    assertThat(first.get("predicted_high").asDouble()).isEqualTo(60_000);
    assertThat(first.get("probability_of_spend").isNull()).isTrue();
  }

  @Test
  void one_customer_and_one_segment_can_be_asked_for() {
    publish(30);
    assertThat(run("predictions", "--customer", "c7", "--json")).isEqualTo(ExitCode.DONE);
    assertThat(json().at("/outputs/predictions")).hasSize(1);
    out.reset();
    assertThat(run("predictions", "--segment", "value=top tenth", "--json"))
        .isEqualTo(ExitCode.DONE);
    assertThat(json().at("/outputs/rows").asInt()).isEqualTo(3);
  }

  @Test
  void all_are_written_to_a_file() throws IOException {
    publish(30);
    Path file = directory.resolve("forecasts.csv");
    assertThat(run("predictions", "--out", file.toString())).isEqualTo(ExitCode.DONE);
    assertThat(text(out)).contains("30 of them are in " + file);
    assertThat(Files.readAllLines(file)).hasSize(31);
  }

  @Test
  void what_is_not_there_is_not_found_and_the_way_on_is_said() {
    assertThat(run("predictions", "--json")).isEqualTo(ExitCode.DATA);
    assertThat(json().at("/error/hint").asText()).contains("spendcast run");
    publish(30);
    Path file = directory.resolve("forecasts.csv");
    for (List<String> asked :
        List.of(
            List.of("--customer", "nobody"),
            List.of("--segment", "tenure=for ever"),
            List.of("--run", "never"),
            List.of("--segment", "tenure=for ever", "--out", file.toString()))) {
      out.reset();
      assertThat(program.run(concat(asked))).as(asked.toString()).isEqualTo(ExitCode.DATA);
      assertThat(json().at("/error/message").asText()).startsWith("Cannot show the ");
      assertThat(json().at("/error/hint").asText()).isNotBlank();
    }
    assertThat(file).doesNotExist();
  }

  private static List<String> concat(List<String> asked) {
    return Stream.of(List.of("predictions", "--json"), asked).flatMap(List::stream).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--top 0",
        "--top many",
        "--out forecasts.xlsx",
        "--out .csv",
        "--segment rich",
        "--segment shoe=44",
        "--run-id x"
      })
  void what_cannot_be_meant_is_a_mistake(String options) {
    assertThat(run(("predictions --json " + options).split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(json().at("/error/kind").asText()).isEqualTo("USAGE");
  }

  private ExitCode run(String... arguments) {
    return program.run(List.of(arguments));
  }

  private JsonNode json() {
    try {
      return new JsonMapper().readTree(text(out));
    } catch (JsonProcessingException e) {
      throw new AssertionError(text(out), e);
    }
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
