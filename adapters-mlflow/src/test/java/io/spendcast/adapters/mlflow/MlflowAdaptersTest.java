package io.spendcast.adapters.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendcast.adapters.mlflow.files.StoreUri;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelName;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowAdaptersTest {
  @ParameterizedTest
  @CsvSource({
    "file:./mlruns, mlruns",
    "file:mlruns, mlruns",
    "file:a/../mlruns/, mlruns",
    "file:my runs, my runs",
    "file:my%20runs, my runs"
  })
  void a_relative_uri_starts_at_the_working_directory(String uri, String directory) {
    assertThat(StoreUri.parse("tracking.uri", uri)).isEqualTo(Path.of(directory).toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:/data/mlruns", "file:///data/mlruns", "file:///data/mlruns/"})
  void an_absolute_uri_stands_for_itself(String uri) {
    assertThat(StoreUri.parse("tracking.uri", uri)).isEqualTo(Path.of("/data/mlruns"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ann:secret@mlflow.example.com",
        "databricks",
        "./mlruns",
        "file:",
        "file:/",
        "file://secret/share"
      })
  void another_uri_is_refused_without_showing_it(String uri) {
    MlflowConfig config = new MlflowConfig(uri, "", "spendcast", Map.of());
    SpendcastException failure =
        catchThrowableOfType(
            SpendcastException.class, () -> MlflowAdapters.open(config, Clock.systemUTC()));
    assertThat(failure.kind()).isEqualTo(Kind.INVALID);
    assertThat(failure.getMessage()).contains("tracking.uri");
    assertThat(failure.getMessage() + config).doesNotContain("secret");
  }

  @Test
  void an_empty_store_is_not_published_to_nobody(@TempDir Path parent) {
    MlflowConfig config =
        new MlflowConfig("file:" + parent.resolve("mlruns"), "", "spendcast", Map.of());
    try (MlflowAdapters adapters = MlflowAdapters.open(config, Clock.systemUTC())) {
      assertThat(
              catchThrowableOfType(
                      SpendcastException.class,
                      () -> adapters.publisher().publish("http://127.0.0.1:9"))
                  .kind())
          .isEqualTo(Kind.UNAVAILABLE);
    }
  }

  @Test
  void gives_both_ports_and_touches_nothing(@TempDir Path parent) {
    MlflowConfig config =
        new MlflowConfig("file:" + parent.resolve("mlruns"), "", "spendcast", Map.of());
    try (MlflowAdapters adapters = MlflowAdapters.open(config, Clock.systemUTC())) {
      assertThat(adapters.tracker().find("r1")).isEmpty();
      assertThat(adapters.registry().find(new ModelName("spend"))).isEmpty();
    }
    assertThat(parent).isEmptyDirectory();
  }
}
