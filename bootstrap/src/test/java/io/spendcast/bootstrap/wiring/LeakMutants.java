package io.spendcast.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.adapters.spark.table.LazySession;
import io.spendcast.bootstrap.cli.Program;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.planted.PlantedWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever builds a leak into the features gets SUSPECT_LEAK and exit code 4 from the command. One
 * ingest of a shop serves all: each test swaps the feature store and runs the rest.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LeakMutants {
  private static final Clock CLOCK = Clock.systemUTC();

  private final PlantedWorld shop;

  private final LazySession session =
      new LazySession(
          "local[2]",
          Map.of(
              "spark.log.level", "ERROR",
              "spark.sql.shuffle.partitions", "2",
              "spark.databricks.delta.snapshotPartitions", "1",
              // Planning anew after each shuffle and compiling every plan cost more than a handful
              // of rows do.
              "spark.sql.adaptive.enabled", "false",
              "spark.sql.codegen.wholeStage", "false",
              "spark.sql.codegen.factoryMode", "NO_CODEGEN"));

  private Path directory;
  private Answer honest;

  LeakMutants(PlantedWorld shop) {
    this.shop = shop;
  }

  final LazySession session() {
    return session;
  }

  /** The commands find a session and leave it open, as on Databricks. */
  @BeforeAll
  void run_honestly(@TempDir Path scratch) throws IOException {
    directory = scratch;
    session.get();
    honest = spendcast(store -> store, "run", "--run-id", "honest");
  }

  @AfterAll
  void close_the_session() {
    session.close();
  }

  @Test
  void honest_features_pass_every_sentinel() {
    assertThat(honest.exit()).as(honest.text()).isEqualTo(ExitCode.DONE);
    assertThat(honest.json().get("verdict").asText()).isNotEqualTo("SUSPECT_LEAK");
    assertThat(honest.sentinels()).as(honest.text()).hasSize(6);
    assertThat(honest.failing()).as(honest.text()).isEmpty();
  }

  @Test
  void features_that_overlap_the_label_are_found() throws IOException {
    assertFound(
        altered(
            """
            SELECT * EXCEPT (spend_last_horizon, label),
              spend_last_horizon + coalesce(label, 0) AS spend_last_horizon, label
            FROM built
            """),
        "future_scramble",
        "parity");
  }

  @Test
  void a_population_of_those_who_will_buy_is_found() throws IOException {
    assertFound(altered("SELECT * FROM built WHERE label IS NULL OR label > 0"), "population");
  }

  @Test
  void an_as_of_day_that_counts_as_past_is_found() throws IOException {
    assertFound(
        altered(
            """
            SELECT built.* EXCEPT (rolling_30d_spend, label),
              rolling_30d_spend + coalesce(spent, 0) AS rolling_30d_spend, label
            FROM built LEFT JOIN (
              SELECT customer_id, day, CAST(sum(spend) AS DOUBLE) AS spent
              FROM tiles WHERE day = known_day GROUP BY ALL
            ) AS today ON today.customer_id = built.customer_id AND today.day = built.as_of_date
            """),
        "future_scramble",
        "parity");
  }

  @Test
  void a_vocabulary_of_what_will_sell_is_found() throws IOException {
    assertFound(store -> new LookaheadStore(store, lake()), "future_scramble");
  }

  private UnaryOperator<FeatureStore> altered(String query) {
    return store -> new MutantStore(store, lake(), query);
  }

  final void assertFound(UnaryOperator<FeatureStore> mutant, String... sentinels)
      throws IOException {
    Answer answer = spendcast(mutant, "run", "--from", "features", "--force");
    assertThat(answer.exit()).as(answer.text()).isEqualTo(ExitCode.GATE);
    assertThat(answer.exit().number()).isEqualTo(4);
    assertThat(answer.json().get("verdict").asText()).isEqualTo("SUSPECT_LEAK");
    assertThat(answer.failing()).as(answer.text()).contains(sentinels);
    assertThat(answer.json().at("/model/stage").asText()).isEqualTo("Staging");
    assertThat(answer.json().at("/outputs/predictions").isMissingNode()).isTrue();
  }

  final Path lake() {
    return directory.resolve("lake");
  }

  private Answer spendcast(UnaryOperator<FeatureStore> mutant, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>(List.of(arguments));
    Path settings = Files.writeString(directory.resolve("small.yaml"), small());
    line.addAll(List.of("--json", "--quiet", "--config", settings.toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExitCode exit =
        new Program(new MutantWorkshop(CLOCK, mutant), CLOCK, stream(out), stream(err)).run(line);
    return new Answer(exit, new JsonMapper().readTree(out.toByteArray()), out + "\n" + err);
  }

  private String small() {
    return """
    lake: %1$s/lake
    tracking: {uri: "file:%1$s/mlruns"}
    source: {kind: planted, planted: {preset: %2$s, customers: %3$s, seed: %4$s}}
    features: {categories: 3}
    training: {train-as-ofs: 1, test-as-ofs: 1, algorithms: [baselines]}
    registry: {gate: {total-spend-tolerance: 1.0}}
    """
        .formatted(directory, shop.preset().label(), shop.customers(), shop.seed());
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private record Answer(ExitCode exit, JsonNode json, String text) {
    List<JsonNode> sentinels() {
      List<JsonNode> found = new ArrayList<>();
      json.at("/outputs/training/sentinels").forEach(found::add);
      return found;
    }

    List<String> failing() {
      return sentinels().stream()
          .filter(finding -> !finding.get("clean").asBoolean())
          .map(finding -> finding.get("sentinel").asText())
          .toList();
    }
  }
}
