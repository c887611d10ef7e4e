package io.spendcast.adapters.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.mlflow.MlflowAdapters;
import io.spendcast.adapters.mlflow.MlflowConfig;
import io.spendcast.adapters.mlflow.SmallProcess;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.tracking.RunInput;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.testkit.ModelFiles;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How little a run costs: requests and memory, which are the same on every machine. */
final class ServerSpeedTest {
  @RegisterExtension static final MlflowServer SERVER = MlflowServer.current();

  private static final long LARGE = 100_000_000;
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  @TempDir private Path scratch;

  @Test
  void a_run_of_usual_size_takes_at_most_ten_requests() throws IOException {
    try (FaultyServer counting = FaultyServer.before(SERVER.uri())) {
      MlflowConfig config =
          new MlflowConfig(counting.uri().toString(), "", "speed " + UUID.randomUUID(), Map.of());
      try (MlflowAdapters mlflow = MlflowAdapters.open(config, Clock.systemUTC())) {
        mlflow.tracker().record(run("first"));
        assertThat(besidesFiles(counting)).hasSizeLessThanOrEqualTo(10);
        mlflow.tracker().record(run("second"));
        assertThat(besidesFiles(counting)).hasSizeLessThanOrEqualTo(19);
      }
    }
  }

  private static List<String> besidesFiles(FaultyServer counting) {
    return counting.requests().stream()
        .filter(request -> !request.contains("/mlflow-artifacts/"))
        .toList();
  }

  @Test
  void a_large_model_comes_and_goes_in_little_memory() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                SmallProcess.class.getName(),
                SERVER.uri().toString(),
                scratch.toString(),
                Long.toString(LARGE))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private RunRecord run(String key) {
    List<Double> curve = IntStream.range(0, 500).mapToObj(step -> 1.0 / (1 + step)).toList();
    return new RunRecord(
            key,
            "xgboost",
            Optional.empty(),
            named("param", 30, i -> "value " + i),
            named("metric", 40, i -> i / 7.0),
            Map.of("spendcast.verdict", "SKILL"),
            List.of(),
            Optional.of(ModelFiles.booster(scratch.resolve(key), "trees")),
            NOW,
            NOW)
        .with(
            List.of(
                new RunInput(
                    new TableVersion(new TableName("features/tpcds/customer_features"), 3),
                    List.of("tenure_days", "label"),
                    OptionalLong.of(1000))),
            Collections.singletonMap("train_rmse", curve));
  }

  private static <T> Map<String, T> named(String name, int count, Function<Integer, T> value) {
    return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> name + "_" + i, value));
  }
}
