package io.spendcast.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.bootstrap.settings.section.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What {@code config} prints is a file that gives the same settings, wherever it lies. */
final class ConfigRoundTripTest {
  @Example
  void the_defaults_are_read_back() throws IOException {
    assertReadBack(List.of());
  }

  @Property(tries = 150)
  void any_settings_are_read_back(@ForAll("assignments") List<String> assignments)
      throws IOException {
    assertReadBack(assignments);
  }

  @Example
  void a_secret_is_left_out_with_a_word_and_the_rest_is_read_back() throws IOException {
    Config config =
        load(
            List.of(
                "spark.conf.fs.azure.account.key.x=hush",
                "spark.conf.spark.url=http://me:hush@proxy/",
                "spark.conf.spark.sql.x=one",
                "databricks.secret-scope=my-secrets",
                "databricks.cluster={spark_env_vars: {API_TOKEN: hush, LEVEL: high}, custom_tags: {spot: no}}"));
    String text = text(config);
    assertThat(text)
        .doesNotContain("hush")
        .contains(
            "# spark.conf.fs.azure.account.key.x is not shown",
            "# databricks.cluster.spark_env_vars.API_TOKEN is not shown",
            "databricks.secret-scope: \"my-secrets\"");
    Settings again = readBack(text).settings();
    assertThat(again.spark().conf()).isEqualTo(Map.of("spark.sql.x", "one"));
    assertThat(again.databricks().cluster())
        .isEqualTo(Map.of("spark_env_vars", Map.of(), "custom_tags", Map.of("spot", "no")));
    assertThat(again.databricks().secretScope()).isEqualTo("my-secrets");
  }

  private static void assertReadBack(List<String> assignments) throws IOException {
    Config config = load(assignments);
    Config again = readBack(text(config));
    // What is printed has names that the settings leave to follow from others.
    assertThat(again.settings().source().effectiveName())
        .isEqualTo(config.settings().source().effectiveName());
    assertThat(again.settings().modelName()).isEqualTo(config.settings().modelName());
    assertThat(readBack(text(again)).settings()).isEqualTo(again.settings());
    assertThat(again.values())
        .extracting(setting -> setting.key() + setting.value())
        .isEqualTo(
            config.values().stream().map(setting -> setting.key() + setting.value()).toList());
  }

  private static Config load(List<String> assignments) {
    return ConfigLoader.load(new ConfigSources(Optional.empty(), List.of(), assignments));
  }

  private static String text(Config config) {
    return config.values().stream()
        .flatMap(setting -> setting.lines().stream())
        .collect(Collectors.joining("\n"));
  }

  private static Config readBack(String text) throws IOException {
    Path file = Files.createTempFile("full", ".yaml");
    try {
      Files.writeString(file, text);
      return ConfigLoader.load(new ConfigSources(Optional.empty(), List.of(file), List.of()));
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<List<String>> assignments() {
    Arbitrary<String> words =
        Arbitraries.oneOf(
            Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(12),
            Arbitraries.strings().ofMinLength(1).ofMaxLength(6).filter(ConfigRoundTripTest::isFair),
            Arbitraries.of("no", "010", "0x1F", "1_000", "12:30", "# x", "*a", "a: b", "null"));
    return Combinators.combine(
            words.map(word -> "lake=/x" + word),
            words.filter(ConfigRoundTripTest::isFair).map(word -> "tracking.experiment=x" + word),
            words.map(word -> "databricks.node-type=x" + word),
            Arbitraries.longs().map(seed -> "training.seed=" + seed),
            Arbitraries.doubles().between(0.01, 1).map(d -> "training.sample-fraction=" + d),
            Arbitraries.of("x", "010", "1.50", "true", "no", "7", "''")
                .map(v -> "spark.conf.spark.sql.a=" + v),
            Arbitraries.of("x", "010", "1.50", "true", "no", "7", "[1, a]", "{a.b: {c: 0x1}}")
                .map(value -> "databricks.cluster.custom_tags.a b: c=" + value),
            Arbitraries.of(
                "source.tables=[]",
                "source.tables=[{name: web, path: /a b, format: csv, options: {sep: ';', header:"
                    + " no}, columns: {customer: no, order: c, item: 010, date: d, quantity: 1,"
                    + " amount: a}, currency: NO}]"))
        .as((a, b, c, d, e, f, g, h) -> List.of(a, b, c, d, e, f, g, h));
  }

  private static boolean isFair(String word) {
    return !word.isBlank() && word.codePoints().noneMatch(Character::isISOControl);
  }
}
