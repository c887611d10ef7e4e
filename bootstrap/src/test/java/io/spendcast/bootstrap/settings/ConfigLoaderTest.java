package io.spendcast.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendcast.bootstrap.settings.section.ContractsSection;
import io.spendcast.bootstrap.settings.section.DatabricksSection;
import io.spendcast.bootstrap.settings.section.FeaturesSection;
import io.spendcast.bootstrap.settings.section.ForecastSection;
import io.spendcast.bootstrap.settings.section.PredictionSection;
import io.spendcast.bootstrap.settings.section.RegistrySection;
import io.spendcast.bootstrap.settings.section.Settings;
import io.spendcast.bootstrap.settings.section.SourceSection;
import io.spendcast.bootstrap.settings.section.SparkSection;
import io.spendcast.bootstrap.settings.section.TablesSection;
import io.spendcast.bootstrap.settings.section.TrackingSection;
import io.spendcast.bootstrap.settings.section.TrainingSection;
import io.spendcast.bootstrap.settings.section.TuningSection;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.training.Algorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigLoaderTest {
  private static final OwnTable WEB =
      new OwnTable(
          "web",
          new Channel("web"),
          OwnTable.Flow.SALES,
          new OwnTable.Relation("/w", OwnTable.Format.CSV, Map.of(), Optional.empty()),
          List.of(),
          new LineColumns(
              "c", "o", "i", "d", "1", "a", Optional.empty(), Optional.empty(), Optional.empty()),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
  private static final ContractsSection DEFAULT_CONTRACTS =
      new ContractsSection(
          "quarantine",
          0.5,
          0.05,
          List.of(
              "null",
              "nan",
              "n/a",
              "na",
              "#n/a",
              "<na>",
              "nat",
              "\\N",
              "none",
              "nil",
              "-",
              "--",
              "?",
              "(null)",
              "(blank)",
              "undefined"),
          "quarantine",
          "quarantine",
          "quarantine",
          "quarantine",
          "1990-01-01",
          "quarantine",
          "quarantine",
          1_000_000,
          100_000,
          "quarantine",
          "warn",
          "refuse");

  private static final Path WORKING = Path.of("").toAbsolutePath();

  @TempDir private Path directory;

  @Test
  void has_defaults() {
    Settings settings = load().settings();
    assertThat(settings.lake()).isEqualTo(WORKING + "/lake");
    assertThat(settings.source())
        .isEqualTo(
            new SourceSection(
                "tpcds",
                "",
                new SourceSection.Tpcds(settings.source().tpcds().scale(), ""),
                new SourceSection.Planted("signal", 50_000, 7),
                TablesSection.NONE,
                DEFAULT_CONTRACTS));
    assertThat(settings.forecast()).isEqualTo(new ForecastSection(90, 0, "latest", "gross"));
    assertThat(settings.training().learners())
        .containsExactly(
            Algorithm.LINEAR,
            Algorithm.TWEEDIE,
            Algorithm.AVERAGE,
            Algorithm.RANDOM_FOREST,
            Algorithm.GBT,
            Algorithm.XGBOOST);
    assertThat(settings.training().trainCount()).isEmpty();
    assertThat(settings.training().testAsOfs()).isEqualTo(4);
    assertThat(settings.tracking())
        .isEqualTo(new TrackingSection("file:" + WORKING + "/mlruns", "spendcast"));
    assertThat(settings.registry())
        .isEqualTo(
            new RegistrySection(
                "",
                "",
                "gated",
                "",
                "somebody who owns the model",
                new RegistrySection.Gate(0.1, 0.01, 180)));
    assertThat(settings.prediction().modelStage()).isEqualTo(Stage.PRODUCTION);
    assertThat(settings.spark()).isEqualTo(new SparkSection("local[*]", "", Map.of()));
    assertThat(settings.databricks())
        .isEqualTo(
            new DatabricksSection(
                "",
                "",
                "main",
                "spendcast",
                "artifacts",
                "",
                "i3.xlarge",
                "17.3.x-scala2.13",
                "",
                "spendcast",
                new DatabricksSection.Tasks("databricks", ""),
                new DatabricksSection.Operation(
                    "0 30 2 ? * MON", "UTC", Map.of(), "", "", 2, 8, 24, 8, "", "", ""),
                Map.of()));
  }

  @Test
  void maps_every_key() {
    String everything =
        """
        lake: s3a://bucket/lake
        source: {kind: tables, name: fine_food, tpcds: {scale: 2, schema: a.b}, planted: {preset: dirty, customers: 9, seed: 3}, tables: [{name: web, path: /w, format: csv, columns: {customer: c, order: o, item: i, date: d, quantity: "1", amount: a}}], contracts: {missing: refuse, most-missing: 0.1, most-quarantined: 0.2, missing-words: [none, "0"], unmatched: refuse, negative: refuse, currency: refuse, early: warn, earliest: 2000-01-01, future: warn, absurd: warn, most-amount: 5, most-quantity: 6, duplicate: refuse, orphan-return: refuse, empty: warn}}
        forecast: {horizon-days: 30, gap-days: 7, as-of: 2002-09-30, target: net}
        features: {windows: [7, 60], categories: 3, inputs: all}
        training: {train-as-ofs: 3, test-as-ofs: 2, step: monthly, algorithms: [linear, gbt], seed: 11, sample-fraction: 0.5, tuning: {trials: 4, minutes: 2.5, validation-as-ofs: 1}}
        tracking: {uri: "http://localhost:5000", experiment: other}
        registry: {uri: databricks-uc, model: other_model, promotion: manual, approval: ok, approvers: me, gate: {total-spend-tolerance: 0.2, inferiority-margin: 0.05, stale-after-days: 30}}
        prediction: {stage: staging, reasons: top-3}
        spark: {master: "local[1]", scratch: /shared, conf: {spark.sql.shuffle.partitions: 3}}
        databricks: {host: "https://dbc.example.com", profile: p, catalog: c, schema: s, volume: v, jar: /j, node-type: n, runtime: r, secret-scope: k, job: b, tasks: {profile: databricks-mounts, config: /o}, operation: {schedule: "0 0 1 * * ?", time-zone: Europe/Zurich, trigger: {file_arrival: {url: /Volumes/a/b/c}}, run-as: a@b.c, recipients: "x@y.z, u@v.w", retries: 1, task-hours: 3, job-hours: 4, late-hours: 2, dev-host: "https://d", staging-host: "https://t", prod-host: "https://p"}, cluster: {num_workers: 2, custom_tags: {a.b: c}}}
        plugins: [com.example.One, com.example.Two]
        """;
    Config config = load(everything);
    assertThat(config.settings())
        .isEqualTo(
            new Settings(
                "s3a://bucket/lake",
                new SourceSection(
                    "tables",
                    "fine_food",
                    new SourceSection.Tpcds(2, "a.b"),
                    new SourceSection.Planted("dirty", 9, 3),
                    new TablesSection(List.of(WEB)),
                    new ContractsSection(
                        "refuse",
                        0.1,
                        0.2,
                        List.of("none", "0"),
                        "refuse",
                        "refuse",
                        "refuse",
                        "warn",
                        "2000-01-01",
                        "warn",
                        "warn",
                        5,
                        6,
                        "refuse",
                        "refuse",
                        "warn")),
                new ForecastSection(30, 7, "2002-09-30", "net"),
                new FeaturesSection(List.of(7, 60), 3, "all"),
                new TrainingSection(
                    "3",
                    2,
                    "monthly",
                    List.of("linear", "gbt"),
                    11,
                    0.5,
                    new TuningSection(4, 2.5, 1)),
                new TrackingSection("http://localhost:5000", "other"),
                new RegistrySection(
                    "databricks-uc",
                    "other_model",
                    "manual",
                    "ok",
                    "me",
                    new RegistrySection.Gate(0.2, 0.05, 30)),
                new PredictionSection("staging", "top-3"),
                new SparkSection(
                    "local[1]", "/shared", Map.of("spark.sql.shuffle.partitions", "3")),
                new DatabricksSection(
                    "https://dbc.example.com",
                    "p",
                    "c",
                    "s",
                    "v",
                    "/j",
                    "n",
                    "r",
                    "k",
                    "b",
                    new DatabricksSection.Tasks("databricks-mounts", "/o"),
                    new DatabricksSection.Operation(
                        "0 0 1 * * ?",
                        "Europe/Zurich",
                        Map.of("file_arrival", Map.of("url", "/Volumes/a/b/c")),
                        "a@b.c",
                        "x@y.z, u@v.w",
                        1,
                        3,
                        4,
                        2,
                        "https://d",
                        "https://t",
                        "https://p"),
                    Map.of("num_workers", 2, "custom_tags", Map.of("a.b", "c"))),
                List.of("com.example.One", "com.example.Two")));
    assertThat(config.values()).extracting(Setting::origin).doesNotContain(Origin.DEFAULT);
  }

  @Test
  void rejects_unknown_key() {
    assertThat(problemOf("forecast: {horizon: 30}\nforcast: {gap-days: 1}\nseed: 3"))
        .contains("forecast.horizon is not a key", "did you mean forecast.horizon-days?")
        .contains("forcast.gap-days is not a key", "did you mean forecast.gap-days?")
        .contains("seed is not a key", "did you mean training.seed?");
  }

  @Test
  void reports_all_problems_at_once() {
    assertThat(
            problemOf(
                "source: {kind: csv, tpcds: {scale: 0}}",
                "forecast.horizon-days=0",
                "forecast.gap-days=many",
                "training.seed=99999999999999999999",
                "training.test-as-ofs=3000000000",
                "training.algorithms=[magic]",
                "prediction.stage=archived",
                "prediction.reasons=top-0",
                "nonsense"))
        .contains(
            "10 problems",
            "source.kind must be tpcds, tables or planted, not csv (a.yaml:1)",
            "source.tpcds.scale must be above 0",
            "forecast.horizon-days must be 1 to 3660, not 0 (--set)",
            "forecast.gap-days must be a whole number, not \"many\" (--set)",
            "training.seed must be a whole number",
            "prediction.stage must be production or staging, not archived",
            "prediction.reasons must be none, or top-1 to top-99, not top-0",
            "--set must be key=value, not \"nonsense\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source.tpcds.scale=-1 | source.tpcds.scale must be above 0",
        "source.name=Shop | source.name must be lower-case words of letters and digits joined by"
            + " underscores, such as my_shop, of at most 31 characters, not Shop (--set)",
        "source.name=a__b | source.name must be lower-case words",
        "source.name=müller | source.name must be lower-case words",
        "source.kind=tables | source.tables must have an entry if source.kind is tables (--set)",
        "source.planted.preset=noise | source.planted.preset must be one of signal, no-signal,",
        "source.planted.customers=0 | source.planted.customers must be 1 to 1000000000, not 0",
        "forecast.as-of=2002-02-30 | forecast.as-of must be latest or a date",
        "training.test-as-ofs=3000000000 | training.test-as-ofs is out of range",
        "features.windows=[0] | features.windows must be days from 1",
        "features.inputs=some | features.inputs must be lean, btyd or all",
        "features.categories=-1 | features.categories must be 0 to 100",
        "training.algorithms=[mean] | training.algorithms must be of [baselines, linear,",
        "training.sample-fraction=0 | training.sample-fraction must be above 0",
        "training.step=weekly | training.step must be monthly",
        "tracking.uri=ftp://x | tracking.uri must be",
        "registry.model=a/b | registry.model must be empty, or at most 250 letters from a to z",
        "registry.model=Umsätze | registry.model must be empty, or at most 250 letters from a to z",
        "registry.model=.. | registry.model must be empty, or at most 250 letters from a to z",
        "registry.promotion=never | registry.promotion must be gated or manual",
        "forecast=3 | forecast is a section",
        "spark.conf=3 | spark.conf must be a map",
        "lake= | lake must name a directory",
      })
  void refuses(String assignment, String problem) {
    assertThat(problemOf("", assignment)).contains(problem);
  }

  @Test
  void what_is_wrong_with_own_tables_is_said_with_key_and_line() {
    assertThat(
            problemOf(
                """
                source:
                  kind: tables
                  tables:
                    - name: web
                      channel: Web Shop
                      path: ./web
                      format: excel
                      columns:
                        customer: who
                        order: nr
                        itm: sku
                        date: to_date(day
                        quantity: "1"
                        known-at: seen
                    - path: ./a
                      table: b
                    - {name: web, path: ./c, joins: [{path: ./d}]}
                """))
        .doesNotContain("source.tables must have an entry")
        .contains(
            "source.tables[web].channel must be a lower-case identifier of at most 31 letters,"
                + " digits and underscores, not Web Shop (a.yaml:5)",
            "source.tables[web].format must be one of [delta, parquet, csv, json, dsdgen], not"
                + " excel (a.yaml:7)",
            "source.tables[web].columns.itm is not a key; did you mean item? (a.yaml:11)",
            "source.tables[web].columns.amount must be a Spark SQL expression, not missing"
                + " (a.yaml:8)",
            "source.tables[web].columns.known-at must come with order and item, by which a row"
                + " replaces an earlier one, not seen (a.yaml:14)",
            "source.tables[web].columns.date must be a Spark SQL expression, not \"to_date(day\":"
                + " [PARSE_SYNTAX_ERROR]",
            "(a.yaml:12)",
            "source.tables[1].name must be a lower-case identifier",
            "source.tables[1].path must be given, or else table, not both (a.yaml:15)",
            "source.tables[2].name must be used once, not web (a.yaml:17)",
            "source.tables[2].columns must say where the values of a line come from",
            "source.tables[2].joins[0].on must be a Spark SQL expression, not missing (a.yaml:17)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing=warn | source.contracts.missing must be one of [refuse, quarantine], not warn"
            + " (--set)",
        "empty=quarantine | source.contracts.empty must be one of [refuse, warn], not quarantine",
        "future=never | source.contracts.future must be one of [refuse, quarantine, warn]",
        "most-missing=1.5 | source.contracts.most-missing must be 0 to 1",
        "earliest=soon | source.contracts.earliest must be a date",
        "most-amount=0 | source.contracts.most-amount must be above 0",
        "most-quantity=0 | source.contracts.most-quantity must be above 0",
      })
  void refuses_a_contract(String assignment, String problem) {
    assertThat(problemOf("", "source.contracts." + assignment)).contains(problem);
  }

  @Test
  void later_wins() {
    Config config =
        ConfigLoader.load(
            new ConfigSources(
                Optional.of("databricks"),
                List.of(
                    file("a.yaml", "lake: a\nforecast:\n  gap-days: 1"), file("b.yaml", "lake: b")),
                List.of("forecast.gap-days=2", "forecast.gap-days=3")));
    assertThat(config.settings().lake()).isEqualTo(directory + "/b");
    assertThat(config.settings().forecast().gapDays()).isEqualTo(3);
    assertThat(config.settings().tracking().uri()).isEqualTo("databricks");
    assertThat(originOf(config, "lake")).endsWith("b.yaml:1");
    assertThat(originOf(config, "forecast.gap-days")).isEqualTo("--set");
    assertThat(originOf(config, "tracking.uri")).isEqualTo("profile databricks");
    assertThat(originOf(config, "training.seed")).isEqualTo("default");
  }

  @Test
  void a_plugin_of_the_command_line_is_one_more() throws IOException {
    Config config =
        ConfigLoader.load(
            new ConfigSources(
                Optional.empty(),
                List.of(file("a.yaml", "plugins: com.example.One")),
                List.of(),
                List.of("com.example.Two", "com.example.Three")));
    assertThat(config.settings().plugins())
        .containsExactly("com.example.One", "com.example.Two", "com.example.Three");
    assertThat(originOf(config, "plugins")).isEqualTo("--plugin");
    assertThat(problemOf("plugins: [./shop.jar]"))
        .contains("plugins must be names of classes, such as com.example.ShopModule");
    assertThat(problemOf("plugins: [{class: x}]")).contains("plugins must be a list of words");
  }

  @ParameterizedTest
  @ValueSource(strings = {"databricks", "databricks-mounts"})
  void every_profile_is_sound(String profile) {
    Settings settings =
        ConfigLoader.load(new ConfigSources(Optional.of(profile), List.of(), List.of())).settings();
    assertThat(settings).isNotEqualTo(load().settings());
  }

  @Test
  void names_are_the_retailers_and_those_of_the_reference_stay() {
    String tables =
        "source: {kind: tables, tables: [{name: web, path: /w, format: csv, columns: {customer: c,"
            + " order: o, item: i, date: d, quantity: '1', amount: a}}]}";
    assertThat(shown(load(), "source.name")).isEqualTo("\"tpcds\"");
    assertThat(shown(load(), "registry.model")).isEqualTo("\"tpcds_customer_spend_model\"");
    assertThat(shown(load("source: {kind: planted}"), "source.name")).isEqualTo("\"tpcds\"");
    assertThat(shown(load(tables), "source.name")).isEqualTo("\"shop\"");
    assertThat(shown(load(tables), "registry.model")).isEqualTo("\"shop_customer_spend_model\"");
    assertThat(load(tables, "source.name=fine_food").settings().modelName().value())
        .isEqualTo("fine_food_customer_spend_model");
    assertThat(load(tables, "registry.model=mine").settings().modelName().value())
        .isEqualTo("mine");
  }

  private static String shown(Config config, String key) {
    return config.values().stream()
        .filter(setting -> setting.key().equals(key))
        .findFirst()
        .orElseThrow()
        .shown();
  }

  @Test
  void an_unknown_profile_and_a_missing_file_are_named() {
    ConfigSources sources =
        new ConfigSources(
            Optional.of("databrick"),
            List.of(directory.resolve("none.yaml"), directory),
            List.of());
    SpendcastException refused =
        catchThrowableOfType(SpendcastException.class, () -> ConfigLoader.load(sources));
    assertThat(refused.problem())
        .contains("there is no profile databrick. The profiles are databricks, databricks-mounts")
        .contains("there is no file")
        .contains("none.yaml")
        .contains("cannot be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lake: a\\nforecast: {gap-days: 1 | line 2",
        "lake: a\\nlake: b | line 2, cannot be read as YAML: lake is there for the second time",
        "- lake | is not a map of settings",
        "lake: a\\n---\\nlake: b | line 3, cannot be read as YAML: a second document begins",
        "\\tlake: a | line 1, cannot be read as YAML: a tab",
      })
  void a_corrupt_file_is_refused_with_its_line(String text, String problem) {
    assertThat(problemOf(text.translateEscapes())).contains(problem);
  }

  @Test
  void empty_sections_and_files_change_nothing() {
    assertThat(load("forecast:\nspark: {conf: {}}\n").settings()).isEqualTo(load().settings());
    assertThat(load("# nothing").settings()).isEqualTo(load().settings());
  }

  @Test
  void free_form_maps_take_any_name() {
    Config config =
        load("", "spark.conf.spark.executor.memory=4g", "databricks.cluster.num_workers=4");
    assertThat(config.settings().spark().conf()).containsEntry("spark.executor.memory", "4g");
    assertThat(config.settings().databricks().cluster()).containsEntry("num_workers", 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text.`/etc/passwd`",
        "csv.`./secrets`",
        "delta.`file:/tmp/x`",
        "text.`a\\b`",
        "a; DROP TABLE b",
        "a LIMIT 1",
        "(SELECT 1)",
        "range(3)",
        "a.b.c.d",
        "`a`b`",
        "a.``",
        "a.b VERSION AS OF 3"
      })
  void a_table_is_a_plain_name(String table) {
    String entry =
        "source.tables=[{name: a, table: '%s', columns: {customer: c, order: o, item: i, date: d, quantity: q, amount: m}}]"
            .formatted(table);
    assertThat(problemOf("{}", "source.kind=tables", entry))
        .contains("table must be the name of a table in the catalog");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sales", "shop.sales", "main.retail.sales_2024", "`my-catalog`.`a b`.Käufe"})
  void a_plain_name_may_be_quoted(String table) {
    String entry =
        "source.tables=[{name: a, table: '%s', columns: {customer: c, order: o, item: i, date: d, quantity: q, amount: m}}]"
            .formatted(table);
    assertThat(load("{}", "source.kind=tables", entry).settings().source().tables().entries())
        .singleElement()
        .satisfies(own -> assertThat(own.lines().location()).isEqualTo(table));
  }

  @Test
  void never_shows_a_secret() {
    Config config =
        load(
            "databricks: {cluster: {spark_env_vars: {API_TOKEN: hush}}}",
            "spark.conf.spark.hadoop.fs.s3a.secret.key=hush",
            "spark.conf.spark.ssl.keyPassword=hush",
            "spark.conf.spark.proxy=http://me:hush@proxy/");
    assertThat(config.values().toString()).doesNotContain("hush");
    assertThat(config.settings().toString()).doesNotContain("hush");
    assertThat(problemOf("tracking: {uri: 'https://me:hush@host'}"))
        .contains("must hold no user or password")
        .doesNotContain("hush");
  }

  private Config load(String... fileAndAssignments) {
    if (fileAndAssignments.length == 0) {
      return ConfigLoader.load(ConfigSources.NONE);
    }
    return ConfigLoader.load(
        new ConfigSources(
            Optional.empty(),
            List.of(file("a.yaml", fileAndAssignments[0])),
            List.of(fileAndAssignments).subList(1, fileAndAssignments.length)));
  }

  private String problemOf(String... fileAndAssignments) {
    SpendcastException refused =
        catchThrowableOfType(SpendcastException.class, () -> load(fileAndAssignments));
    assertThat(refused.kind()).isEqualTo(Kind.INVALID);
    return refused.problem().replace(directory + "/", "");
  }

  private static String originOf(Config config, String key) {
    return config.values().stream()
        .filter(setting -> setting.key().equals(key))
        .findFirst()
        .orElseThrow()
        .origin()
        .toString();
  }

  private Path file(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
