package io.spendcast.bootstrap.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.settings.ConfigSources;
import io.spendcast.bootstrap.settings.section.Settings;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Health;
import io.spendcast.domain.preflight.Preflight;
import io.spendcast.testkit.PreflightContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocalPlacesTest extends PreflightContract {
  private static final String TABLE =
      "source.tables=[{name: web, path: '%s', format: csv, columns: {customer: c, order: o, item:"
          + " i, date: d, quantity: 1, amount: a}}]";

  @TempDir private Path directory;

  @Override
  protected Preflight sound() {
    return new LocalPlaces(settings("lake=" + directory.resolve("a b/ü/lake")));
  }

  @Override
  protected Preflight broken() {
    return new LocalPlaces(settings("lake=s3://bucket/lake"));
  }

  @Test
  void a_place_below_a_file_is_refused_and_nothing_is_made() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThat(
            finding("lake=" + file.resolve("lake"), "tracking.uri=file:" + directory + "/x%20y/m"))
        .satisfies(
            wrong -> {
              assertThat(wrong.what()).isEqualTo("writing to " + file.resolve("lake"));
              assertThat(wrong.advice()).contains(file + " is a file, not a directory");
            });
    assertThat(directory)
        .isDirectoryContaining("glob:**file")
        .isDirectoryNotContaining("glob:**x*");
  }

  @Test
  void a_log_that_cannot_be_written_is_refused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Path lake = directory.resolve("lake");
    System.setProperty("spendcast.log", file.resolve("logs/spendcast.log").toString());
    try {
      assertThat(finding("lake=" + lake, "tracking.uri=file:" + directory + "/m"))
          .satisfies(
              wrong -> {
                assertThat(wrong.what())
                    .isEqualTo("writing the log " + file.resolve("logs/spendcast.log"));
                assertThat(wrong.advice())
                    .startsWith(file + " is a file, not a directory")
                    .endsWith("begin in another directory.");
              });
    } finally {
      System.clearProperty("spendcast.log");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "s3://b/x, Spark cannot read or write s3: paths. Write s3a: in place of s3:.",
    "https://example.com/x.csv, Spark cannot read or write https: paths. Download the files",
    "none/x.csv, There is nothing at ",
  })
  void a_source_that_cannot_be_there_is_refused(String path, String advice) {
    Finding wrong = finding("source.kind=tables", TABLE.formatted(path));
    assertThat(wrong.what()).startsWith("source.tables[web] ");
    assertThat(wrong.advice()).contains(advice);
  }

  @Test
  void what_may_be_there_is_left_to_the_reader() {
    assertThat(
            new LocalPlaces(settings("source.kind=tables", TABLE.formatted("/none/*.csv")))
                .findings())
        .noneMatch(LocalPlacesTest::isWrong);
    assertThat(
            new LocalPlaces(settings("source.kind=tables", TABLE.formatted("s3a://b/x")))
                .findings())
        .noneMatch(LocalPlacesTest::isWrong);
  }

  private Finding finding(String... assignments) {
    return new LocalPlaces(settings(assignments))
        .findings().stream().filter(LocalPlacesTest::isWrong).findFirst().orElseThrow();
  }

  private static boolean isWrong(Finding finding) {
    return finding.health() == Health.FAIL;
  }

  private static Settings settings(String... assignments) {
    return ConfigLoader.load(new ConfigSources(Optional.empty(), List.of(), List.of(assignments)))
        .settings();
  }
}
