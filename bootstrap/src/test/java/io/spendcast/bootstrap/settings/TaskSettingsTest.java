package io.spendcast.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TaskSettingsTest {
  @TempDir private Path directory;

  private static Config config(String... assignments) {
    return ConfigLoader.load(new ConfigSources(Optional.empty(), List.of(), List.of(assignments)));
  }

  @Test
  void nothing_that_was_set_is_nothing_to_tell() {
    assertThat(new TaskSettings(config()).text()).isEmpty();
    assertThat(new TaskSettings(config("databricks.schema=x", "forecast.as-of=2002-01-01")).text())
        .isEmpty();
  }

  /** The tasks read the profile and this file, and have what was set here. */
  @Test
  void tasks_have_the_settings_that_were_set_here() throws IOException {
    Config here =
        config(
            "forecast.horizon-days=30",
            "training.algorithms=[baselines, linear]",
            "tracking.experiment=/Shared/other",
            "registry.model=spend_b",
            "features.inputs=all",
            "source.kind=tables",
            "source.tables=[{name: web, table: a.b.c, columns: {customer: c, order: o, item: i,"
                + " date: d, quantity: \"1\", amount: a}}]");
    Path file = Files.writeString(directory.resolve("told.yaml"), new TaskSettings(here).text());
    Config there =
        ConfigLoader.load(new ConfigSources(Optional.of("databricks"), List.of(file), List.of()));
    assertThat(there.settings().forecast()).isEqualTo(here.settings().forecast());
    assertThat(there.settings().training()).isEqualTo(here.settings().training());
    assertThat(there.settings().features()).isEqualTo(here.settings().features());
    assertThat(there.settings().registry().model()).isEqualTo("spend_b");
    assertThat(there.settings().tracking().experiment()).isEqualTo("/Shared/other");
    assertThat(there.settings().tracking().uri()).isEqualTo("databricks");
    assertThat(there.settings().source().tables()).isEqualTo(here.settings().source().tables());
    assertThat(there.settings().source().kind()).isEqualTo("tables");
    assertThat(new TaskSettings(here).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"forecast.gap-days=7", "prediction.stage=staging", "source.planted.seed=3"})
  void every_key_that_is_set_goes_along(String assignment) {
    assertThat(new TaskSettings(config(assignment)).text())
        .startsWith(assignment.substring(0, assignment.indexOf('=')));
  }

  @Test
  void a_benchmark_that_is_to_be_generated_is_not_read() {
    assertThat(new TaskSettings(config("source.tpcds.schema=")).text())
        .contains("source.tpcds.schema");
    assertThat(new TaskSettings(config()).value("source.tpcds.schema"))
        .isEqualTo("samples.tpcds_sf1000");
    assertThat(new TaskSettings(config("source.tpcds.schema=a.b")).value("source.tpcds.schema"))
        .isEqualTo("a.b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lake=./lake-1",
        "lake=file:///tmp/lake",
        "tracking.uri=file:./mlruns",
        "tracking.uri=http://localhost:5000",
        "registry.uri=file:/tmp/x",
        "source.tables=[{name: web, path: ./exports/web, columns: {customer: c, order: o, item: i,"
            + " date: d, quantity: \"1\", amount: a}}]",
      })
  void a_place_of_this_machine_is_refused_by_name(String assignment) {
    assertThat(new TaskSettings(config("tracking.experiment=x", assignment)).problems())
        .singleElement()
        .asString()
        .startsWith(assignment.substring(0, assignment.indexOf('=')))
        .contains("--set", "on this machine");
  }

  @Test
  void a_plugin_is_refused_by_name() {
    assertThat(new TaskSettings(config("plugins=com.example.Shop")).problems())
        .singleElement()
        .asString()
        .startsWith("plugins (--set)")
        .contains("takes no plugin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lake=/Volumes/main/retail/lake",
        "lake=catalog:main.retail",
        "lake=abfss://c@a.dfs.core.windows.net/lake",
        "tracking.uri=https://mlflow.example.com",
        "registry.uri=databricks-uc",
      })
  void a_place_that_clusters_reach_is_taken(String assignment) {
    assertThat(new TaskSettings(config(assignment)).problems()).isEmpty();
  }
}
