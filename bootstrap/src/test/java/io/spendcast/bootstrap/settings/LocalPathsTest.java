package io.spendcast.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalPathsTest {
  private final LocalPaths paths = new LocalPaths(Path.of("/a b/ü%20#[x]"), Path.of("/home/me"));

  @ParameterizedTest
  @CsvSource({
    "lake, /a b/ü%20#[x]/lake",
    "./lake, /a b/ü%20#[x]/lake",
    ".//lake, /a b/ü%20#[x]/lake",
    "../lake, /a b/ü%20#[x]/../lake",
    "., /a b/ü%20#[x]",
    "sales:2024.csv, /a b/ü%20#[x]/sales:2024.csv",
    "a%20b, /a b/ü%20#[x]/a%20b",
    "~, /home/me",
    "~/lake, /home/me/lake",
    "$HOME/lake, /home/me/lake",
    "${HOME}/lake, /home/me/lake",
    "$HOME, /home/me",
  })
  void a_relative_path_begins_in_the_directory_or_at_home(String written, String absolute) {
    assertThat(paths.path(written)).contains(absolute);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/x", "s3a://b/x", "dbfs:/x", "/Volumes/c/s/v", "catalog:", "catalog:a.b", ""})
  void anything_else_stays_as_it_is(String written) {
    assertThat(paths.path(written)).contains(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"~anna/lake", "$DATA/lake", "$HOMES"})
  void what_only_a_shell_understands_is_refused(String written) {
    assertThat(paths.path(written)).isEmpty();
    assertThat(paths.uri("file:" + written)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "file:./mlruns, file:/a%20b/ü%2520%23%5Bx%5D/mlruns",
    "file:my%20runs, file:/a%20b/ü%2520%23%5Bx%5D/my%20runs",
    "file:~/mlruns, file:/home/me/mlruns",
    "file:/x/a%23b, file:/x/a%23b",
    "file:///x, file:///x",
    "https://mlflow.example.com, https://mlflow.example.com",
    "databricks, databricks",
    "'', ''",
  })
  void a_file_uri_keeps_what_was_written_behind_an_escaped_directory(String written, String uri) {
    assertThat(paths.uri(written)).contains(uri);
  }
}
