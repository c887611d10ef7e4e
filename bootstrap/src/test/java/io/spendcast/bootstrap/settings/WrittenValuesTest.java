package io.spendcast.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendcast.bootstrap.settings.section.Settings;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.sales.OwnTable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value means what it looks like, and a path belongs to the file it stands in. */
final class WrittenValuesTest {
  private static final String TABLE =
      """
      source:
        kind: tables
        tables:
          - name: web
            path: exports/web
            format: csv
            options: {header: no, sep: "\\t", quote: ~}
            joins: [{name: items, path: ../items, on: "a = b"}]
            columns: &c
              customer: y
              order: no
              item: on
              date: &d "to_date(day)"
              quantity: 010
              amount: 1_000
              known-at: *d
            currency: NO
          - {name: shop, path: /shop, columns: *c}
      """;

  @TempDir private Path directory;

  @Test
  void an_expression_is_the_text_that_stands_there() {
    List<OwnTable> tables = load(TABLE.replace(", quote: ~", "")).source().tables().entries();
    OwnTable web = tables.get(0);
    assertThat(web.columns().customer()).isEqualTo("y");
    assertThat(web.columns().order()).contains("no");
    assertThat(web.columns().item()).contains("on");
    assertThat(web.columns().quantity()).isEqualTo("010");
    assertThat(web.columns().amount()).isEqualTo("1_000");
    assertThat(web.columns().knownAt()).contains("to_date(day)");
    assertThat(web.currency()).contains("NO");
    assertThat(web.lines().options()).containsEntry("header", "no").containsEntry("sep", "\t");
    assertThat(tables.get(1).columns()).isEqualTo(web.columns());
  }

  @Test
  void texts_and_numbers_keep_their_form() {
    Settings settings =
        load(
            """
            registry: {model: yes, approval: 0x1F}
            tracking: {experiment: off}
            training: {seed: 010, sample-fraction: .5, algorithms: linear}
            features: {windows: [007, "30"]}
            source: {contracts: {earliest: 2001-01-01, most-amount: 1e6}}
            spark: {conf: {a: {b: no, c.d: 1_0}, e: 1.50}}
            databricks: {cluster: {num_workers: 4, spot: no, on: true, share: 1.50}}
            """);
    assertThat(settings.registry().model()).isEqualTo("yes");
    assertThat(settings.registry().approval()).isEqualTo("0x1F");
    assertThat(settings.tracking().experiment()).isEqualTo("off");
    assertThat(settings.training().seed()).isEqualTo(10);
    assertThat(settings.training().sampleFraction()).isEqualTo(0.5);
    assertThat(settings.features().windows()).containsExactly(7, 30);
    assertThat(settings.source().contracts().earliest()).isEqualTo("2001-01-01");
    assertThat(settings.source().contracts().mostAmount()).isEqualTo(1e6);
    assertThat(settings.spark().conf()).isEqualTo(Map.of("a.b", "no", "a.c.d", "1_0", "e", "1.50"));
    assertThat(settings.databricks().cluster())
        .containsEntry("num_workers", 4)
        .containsEntry("spot", "no")
        .containsEntry("on", true);
    assertThat(settings.databricks().cluster().get("share")).hasToString("1.50");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "training: {seed: 1_000} | training.seed must be a whole number, not \"1_000\" (a.yaml:1)",
        "training: {seed: 0x1F} | training.seed must be a whole number, not \"0x1F\"",
        "training: {seed: 12:30} | training.seed must be a whole number",
        "forecast:\\n"
            + "  gap-days: yes | forecast.gap-days must be a whole number, not \"yes\" (a.yaml:2)",
        "lake: {a: b} | lake must be text, not {\"a\":\"b\"} (a.yaml:1)",
        "lake: [a] | lake must be text",
        "lake: ~ | lake must be text, not null",
        "spark: {conf: {a: [b]}} | spark.conf.a must be text, not [\"*** redacted ***\"]",
        "spark: {conf: {a: ~}} | spark.conf.a must be text, not null",
        "databricks: {cluster: {a: }} | databricks.cluster.a must be a value, not null",
        "source: {tables: {name: web}} | source.tables must be a list of maps",
        "lake: x\\nlake.y: z | lake.y is not a key",
        "forecast: {gap-days: 1}\\n"
            + "forecast.gap-days: 2 | forecast.gap-days is set twice (a.yaml:1 and a.yaml:2)",
        "lake: ~anna/lake | lake must be a path, and ~anna/lake is none (a.yaml:1)",
        "source: {kind: tables}\\n"
            + "\\tlake: x | a.yaml, line 2, cannot be read as YAML: a tab stands where blanks"
            + " belong.",
        "source:\\n"
            + "  kind: tables\\n"
            + "  x: `d` | a.yaml, line 3, cannot be read as YAML: a value begins with `; put it in"
            + " quotes.",
      })
  void what_does_not_fit_is_refused_once(String yaml, String problem) {
    String refused = problemOf(yaml.translateEscapes());
    assertThat(refused).startsWith("Cannot use the configuration: ").contains(problem);
  }

  @Test
  void a_rule_between_two_keys_is_said_once_and_ends() {
    assertThat(problemOf("tracking: {uri: databricks}"))
        .isEqualTo(
            "Cannot use the configuration: tracking.experiment must be a path of the workspace such"
                + " as /Shared/spendcast, not spendcast (default).");
    assertThat(problemOf("tracking: {uri: databricks, experiment: mine}"))
        .isEqualTo(
            "Cannot use the configuration: tracking.experiment must be a path of the workspace such"
                + " as /Shared/spendcast, not mine (a.yaml:1).");
  }

  @Test
  void other_files_than_utf_8_text_are_refused_in_words() throws IOException {
    assertThat(refusalOf(StandardCharsets.UTF_16, "lake: x")).contains("a.yaml is UTF-16; save it");
    assertThat(refusalOf(StandardCharsets.UTF_16LE, "lake: x")).contains("is UTF-16; save it");
    assertThat(refusalOf(StandardCharsets.ISO_8859_1, "# a\nlake: ü"))
        .contains("a.yaml, line 2, is not UTF-8, but holds the byte 0xFC; save it as UTF-8.");
    assertThat(refusalOf(StandardCharsets.UTF_8, "#".repeat((1 << 20) + 1)))
        .contains("a.yaml is larger than 1 MiB");
    Files.writeString(directory.resolve("a.yaml"), "\uFEFFlake: x");
    assertThat(config(directory.resolve("a.yaml")).settings().lake()).endsWith("/x");
  }

  @Test
  void a_device_without_an_end_is_refused() {
    Path zero = Path.of("/dev/zero");
    assertThat(catchThrowableOfType(SpendcastException.class, () -> config(zero)).problem())
        .contains("/dev/zero is larger than 1 MiB");
  }

  @Test
  void relative_paths_belong_to_the_file_and_on_the_command_line_to_the_working_directory() {
    Settings settings =
        load(
            TABLE.replace(", quote: ~", "")
                + "lake: ./lake\ntracking: {uri: 'file:mlruns'}\nregistry: {uri: 'file:../r'}\n"
                + "databricks: {jar: a.jar}",
            "prediction.stage=staging");
    assertThat(settings.lake()).isEqualTo(directory + "/lake");
    assertThat(settings.tracking().uri()).isEqualTo("file:" + directory + "/mlruns");
    assertThat(settings.registry().uri()).isEqualTo("file:" + directory + "/../r");
    assertThat(settings.databricks().jar()).isEqualTo(directory + "/a.jar");
    OwnTable web = settings.source().tables().entries().get(0);
    assertThat(web.lines().location()).isEqualTo(directory + "/exports/web");
    assertThat(web.dimensions().get(0).relation().location()).isEqualTo(directory + "/../items");
    assertThat(load("lake: x", "lake=y").lake())
        .isEqualTo(Path.of("y").toAbsolutePath().toString());
  }

  private Settings load(String yaml, String... assignments) {
    try {
      Path file = Files.writeString(directory.resolve("a.yaml"), yaml);
      return ConfigLoader.load(
              new ConfigSources(Optional.empty(), List.of(file), List.of(assignments)))
          .settings();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Config config(Path file) {
    return ConfigLoader.load(new ConfigSources(Optional.empty(), List.of(file), List.of()));
  }

  private String problemOf(String yaml) {
    return catchThrowableOfType(SpendcastException.class, () -> load(yaml))
        .problem()
        .replace(directory + "/", "");
  }

  private String refusalOf(Charset charset, String text) throws IOException {
    Path file = Files.writeString(directory.resolve("a.yaml"), text, charset);
    return catchThrowableOfType(SpendcastException.class, () -> config(file)).problem();
  }
}
