package io.spendcast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.application.online.ContextFile;
import io.spendcast.application.online.ForecastCustomer;
import io.spendcast.bootstrap.cli.Program;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.faults.Processes;
import io.spendcast.bootstrap.faults.Processes.Started;
import io.spendcast.bootstrap.wiring.Wiring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The real pipeline, command by command, on a shop of customers who are all alike. One run for all
 * tests: those that change something change it back, or work in a lake of their own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WorkflowIT {
  /** It stays, so that the test of an example need not run a workflow of its own. */
  private static final Path DIRECTORY = Path.of("target", "shop").toAbsolutePath();

  private Answer first;

  /** A run that is killed right after its second table, and one that goes on from there. */
  @BeforeAll
  void run_once() throws Exception {
    removeWhatIsLeft();
    Path folder = Files.createDirectories(DIRECTORY.resolve("killed"));
    Started killed = Processes.start(folder, Map.of(), line("run", "--run-id", "killed"));
    while (killed.process().isAlive() && commits() < 2) {
      killed.process().waitFor(5, TimeUnit.MILLISECONDS);
    }
    assertThat(killed.kill()).isTrue();
    first = spendcast("run", "--run-id", "first");
  }

  private static void removeWhatIsLeft() throws IOException {
    if (Files.exists(DIRECTORY)) {
      try (Stream<Path> files = Files.walk(DIRECTORY)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static long commits() {
    Path lake = DIRECTORY.resolve("lake");
    if (!Files.exists(lake)) {
      return 0;
    }
    try (Stream<Path> files = Files.find(lake, 9, (file, about) -> isCommit(file))) {
      return files.count();
    } catch (IOException | UncheckedIOException e) {
      // The files change while they are looked at.
      return 0;
    }
  }

  private static boolean isCommit(Path file) {
    return file.toString().matches(".*/_delta_log/[0-9]{20}\\.json");
  }

  @Test
  void a_run_after_one_that_was_killed_goes_all_the_way_to_published_predictions() {
    assertThat(first.exit()).as(first.text()).isEqualTo(ExitCode.DONE);
    assertThat(first.json().get("status").asText()).isEqualTo("done");
    assertThat(first.taskStatuses()).containsOnly("done").hasSize(5);
    assertThat(first.json().at("/tasks/0/rows_in").asLong())
        .isEqualTo(
            first.json().at("/tasks/0/rows_out").asLong()
                + first.json().at("/tasks/0/rows_quarantined").asLong());
    assertThat(first.json().at("/model/stage").asText()).isEqualTo("Production");
    assertThat(first.json().at("/error").isNull()).isTrue();
    assertThat(DIRECTORY.resolve("lake/predictions/tpcds/customer_spend_predictions/_delta_log"))
        .isDirectory();
  }

  @Test
  void there_is_nothing_to_learn_from_this_shop_and_the_verdict_never_claims_otherwise() {
    assertThat(first.json().get("verdict").asText()).isIn("NO_SKILL", "INCONCLUSIVE");
  }

  @Test
  void a_second_run_skips_all_and_says_the_same() throws IOException {
    Answer second = spendcast("run", "--run-id", "second");
    assertThat(second.exit()).as(second.text()).isEqualTo(ExitCode.DONE);
    assertThat(second.taskStatuses()).containsOnly("skipped");
    assertThat(second.json().get("model")).isEqualTo(first.json().get("model"));
    assertThat(forecasts(second)).isEqualTo(forecasts(first));
    for (String made : List.of("ingest", "features", "training")) {
      assertThat(second.json().get("outputs").get(made))
          .isEqualTo(first.json().get("outputs").get(made));
    }
  }

  @Test
  void a_forecast_is_taken_apart_and_handed_to_a_service() throws IOException {
    JsonNode highest = spendcast("predictions", "--top", "1").json().at("/outputs/predictions/0");
    Answer why = spendcast("why", highest.get("customer_id").asText());
    assertThat(why.exit()).as(why.text()).isEqualTo(ExitCode.DONE);
    JsonNode parts = why.json().get("outputs");
    double sum = parts.get("base").asDouble() + parts.get("cut").asDouble();
    for (JsonNode family : parts.get("families")) {
      sum += family.get("amount").asDouble();
    }
    double forecast = highest.get("predicted_spend").asDouble();
    assertThat(parts.get("predicted_spend").asDouble()).isEqualTo(forecast);
    assertThat(sum).isCloseTo(forecast, within(1e-6));
    Path file = DIRECTORY.resolve("service/context.json");
    Answer context = spendcast("context", "--out", file.toString());
    assertThat(context.exit()).as(context.text()).isEqualTo(ExitCode.DONE);
    ForecastCustomer service = new ForecastCustomer(ContextFile.read(Files.readString(file)));
    assertThat(service.forecast(List.of())).isEmpty();
  }

  @Test
  void predicting_again_publishes_nothing_twice() throws IOException {
    List<Path> before = files("lake/predictions/tpcds/customer_spend_predictions/_delta_log");
    Answer again = spendcast("predict", "--force");
    assertThat(again.exit()).as(again.text()).isEqualTo(ExitCode.DONE);
    assertThat(files("lake/predictions/tpcds/customer_spend_predictions/_delta_log"))
        .isEqualTo(before);
  }

  /** Spark stops with each command and starts with the next, as where a service runs them. */
  @Test
  void commands_follow_each_other_in_one_process() throws IOException {
    for (String[] command :
        new String[][] {{"register", "--force"}, {"plan"}, {"register"}, {"predict"}, {"models"}}) {
      Answer answer = spendcast(command);
      assertThat(answer.exit()).as(answer.text()).isEqualTo(ExitCode.DONE);
    }
  }

  @Test
  void the_registry_lists_the_version_in_production() throws IOException {
    Answer models = spendcast("models");
    assertThat(models.exit()).isEqualTo(ExitCode.DONE);
    assertThat(models.text()).contains("tpcds_customer_spend_model", "Production");
  }

  @Test
  void a_lake_of_another_shop_is_refused() throws IOException {
    Answer other = spendcast("ingest", "--set", "source.planted.seed=8");
    assertThat(other.exit()).isEqualTo(ExitCode.DATA);
    assertThat(other.json().at("/error/message").asText())
        .contains("planted no-signal, 300 customers, seed 7");
  }

  @Test
  void no_task_goes_on_from_sales_of_another_shop() throws IOException {
    Answer predict = spendcast("predict", "--set", "source.planted.seed=8");
    assertThat(predict.exit()).isEqualTo(ExitCode.DATA);
    assertThat(predict.json().at("/error/hint").asText()).contains("another lake");
  }

  @Test
  void training_without_features_says_what_to_do_first() throws IOException {
    Answer train = spendcast("train", "--set", "lake=" + DIRECTORY.resolve("empty"));
    assertThat(train.exit()).isEqualTo(ExitCode.DATA);
    assertThat(train.json().at("/error/kind").asText()).isEqualTo("NOT_FOUND");
    assertThat(train.json().at("/error/hint").asText()).contains("spendcast features");
  }

  @Test
  void predicting_without_a_production_model_says_what_to_do_first() throws IOException {
    Answer predict = spendcast("predict", "--set", "registry.model=nobody_trained_this");
    assertThat(predict.exit()).isEqualTo(ExitCode.DATA);
    assertThat(predict.json().at("/error/message").asText()).contains("nobody_trained_this");
  }

  @Test
  void a_foreign_directory_is_not_taken_for_a_lake() throws IOException {
    Path foreign = Files.createDirectories(DIRECTORY.resolve("foreign"));
    Files.writeString(foreign.resolve("thesis.txt"), "irreplaceable");
    Answer ingest = spendcast("ingest", "--set", "lake=" + foreign);
    assertThat(ingest.exit()).isEqualTo(ExitCode.DATA);
    assertThat(foreign.resolve("thesis.txt")).hasContent("irreplaceable");
  }

  @Test
  void verify_names_the_table_of_a_changed_byte_with_its_task_and_run_makes_it_again()
      throws IOException {
    Answer whole = spendcast("verify");
    assertThat(whole.exit()).as(whole.text()).isEqualTo(ExitCode.DONE);
    JsonNode sales = checked(whole, "raw/tpcds/store_sales");
    assertThat(sales.get("rows").asLong()).isPositive();
    assertThat(sales.get("money").decimalValue()).isPositive();
    assertThat(checked(whole, "features/tpcds/customer_features").get("state").asText())
        .isEqualTo("whole");
    // Whichever run of these tests trained last.
    assertThat(checked(whole, "tracked runs of ").get("task").asText()).isEqualTo("train");
    // Cleaned sales would heal too, but all models would be trained again.
    String table = "predictions/tpcds/customer_spend_predictions";
    Path file = dataFile("lake/" + table);
    byte[] changed = Files.readAllBytes(file);
    changed[changed.length / 2] ^= 1;
    Files.write(file, changed);
    Answer damaged = spendcast("verify");
    assertThat(damaged.exit()).isEqualTo(ExitCode.DATA);
    assertThat(checked(damaged, table).get("state").asText()).isEqualTo("damaged");
    assertThat(damaged.json().at("/error/message").asText())
        .contains(table + " (task predict)", file.getFileName().toString());
    assertThat(damaged.json().at("/error/hint").asText()).contains("verify --set-aside");
    Answer healed = spendcast("run");
    assertThat(healed.exit()).as(healed.text()).isEqualTo(ExitCode.DONE);
    assertThat(forecasts(healed)).isEqualTo(forecasts(first));
    assertThat(healed.json().at("/outputs/set_aside").fieldNames())
        .toIterable()
        .containsExactly(table);
    assertThat(spendcast("verify").exit()).isEqualTo(ExitCode.DONE);
  }

  /** What was published, in whatever version of the table. */
  private static JsonNode forecasts(Answer run) {
    ObjectNode forecasts = run.json().at("/outputs/predictions").deepCopy();
    assertThat(forecasts.remove("version").asInt()).isNotNegative();
    return forecasts;
  }

  /** The first whose name is this or begins with it. */
  private static JsonNode checked(Answer verified, String name) {
    for (JsonNode checked : verified.json().at("/outputs/checked")) {
      if (checked.get("name").asText().startsWith(name)) {
        return checked;
      }
    }
    throw new AssertionError(name + " is not in " + verified.json());
  }

  private static Path dataFile(String table) throws IOException {
    try (Stream<Path> files = Files.walk(DIRECTORY.resolve(table))) {
      return files
          .filter(file -> file.getFileName().toString().matches("part-.*\\.parquet"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<Path> files(String below) throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY.resolve(below))) {
      return files.sorted().toList();
    }
  }

  private static List<String> line(String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(
        List.of(
            "--json",
            "--quiet",
            "--config",
            Files.writeString(DIRECTORY.resolve("small.yaml"), small()).toString()));
    return line;
  }

  private static Answer spendcast(String... arguments) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExitCode exit =
        new Program(new Wiring(Clock.systemUTC()), Clock.systemUTC(), stream(out), stream(err))
            .run(line(arguments));
    return new Answer(exit, new JsonMapper().readTree(out.toByteArray()), out + "\n" + err);
  }

  private static String small() {
    return """
        lake: %1$s/lake
        tracking: {uri: "file:%1$s/mlruns"}
        source: {kind: planted, planted: {preset: no-signal, customers: 300}}
        training: {train-as-ofs: 1, test-as-ofs: 1, algorithms: [baselines, linear]}
        registry: {gate: {total-spend-tolerance: 1.0}}
        spark:
          master: "local[2]"
          conf:
            spark.sql.shuffle.partitions: "2"
            spark.databricks.delta.snapshotPartitions: "1"
            spark.sql.adaptive.enabled: "false"
            spark.sql.codegen.wholeStage: "false"
            spark.sql.codegen.factoryMode: NO_CODEGEN
        """
        .formatted(DIRECTORY);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private record Answer(ExitCode exit, JsonNode json, String text) {
    List<String> taskStatuses() {
      List<String> statuses = new ArrayList<>();
      json.get("tasks").forEach(task -> statuses.add(task.get("status").asText()));
      return statuses;
    }
  }
}
