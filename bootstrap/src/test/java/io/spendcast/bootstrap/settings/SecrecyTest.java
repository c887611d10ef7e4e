package io.spendcast.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown of settings: what is known to hold no secret. */
class SecrecyTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.conf.fs.azure.account.key.store=hush",
        "spark.conf.fs.gs.auth.service.account.private.key=hush",
        "spark.conf.fs.azure.sas.box.store=hush",
        "spark.conf.spark.ssl.passphrase=hush",
        "spark.conf.some.api.key=hush",
        "spark.conf.spark.driver.extraJavaOptions=-Dx.pw=hush",
        "spark.conf.spark.executorEnv.LOGIN=hush",
        "spark.conf.spark.sql.catalog.books.url=hush",
        "spark.conf.a.name.that.nobody.knows=hush",
        "spark.conf.spark.sql.warehouse.dir=jdbc:x://h/d;user=u;pwd=hush",
        "spark.conf.spark.executor.memory=https://me:hush@proxy/",
        "databricks.cluster={spark_env_vars: {LOGIN: hush}}",
        "databricks.cluster={data: {spark_env_vars: {LOGIN: hush}}}",
        "databricks.cluster={spark_conf: {fs.azure.account.key.x: hush}}",
        "databricks.cluster={docker_image: {basic_auth: {username: hush}}}",
        "databricks.cluster={init_scripts: [{s3: {destination: 's3://k:hush@b/x'}}]}",
        "source.tables=[{name: a, path: 's3a://K:hush/RET@b', columns: {customer: c, order: o,"
            + " item: i, date: d, quantity: q, amount: a}}]",
        "source.tables=[{name: a, path: 'https://h/x?sig=hush', columns: {customer: c, order: o,"
            + " item: i, date: d, quantity: q, amount: a}}]",
        "source.tables=[{name: a, path: 'https://h/x?token=hush', columns: {customer: c, order: o,"
            + " item: i, date: d, quantity: q, amount: a}}]",
        "source.tables=[{name: a, path: x, format: parquet, options: {anything: hush}, columns:"
            + " {customer: c, order: o, item: i, date: d, quantity: q, amount: a}}]"
      })
  void what_may_be_a_secret_is_not_shown(String assignment) {
    Config config = load(List.of(), assignment);
    assertThat(text(config)).doesNotContain("hush");
    assertThat(config.values().toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.conf.spark.sql.shuffle.partitions=shown",
        "spark.conf.spark.executor.memory=shown",
        "spark.conf.spark.executor.memoryOverhead=shown",
        "spark.conf.spark.databricks.delta.optimizeWrite.enabled=shown",
        "databricks.cluster={node_type_id: shown}",
        "databricks.cluster={training: {custom_tags: {team: shown}}}",
        "databricks.cluster={spark_conf: {spark.sql.ansi.enabled: shown}}",
        "spark.conf.fs.azure.account.key.store='{{secrets/shown/key}}'",
        "source.tables=[{name: a, path: x, format: csv, options: {encoding: shown}, columns:"
            + " {customer: c, order: o, item: i, date: d, quantity: q, amount: a}}]"
      })
  void what_is_known_to_hold_none_is_shown(String assignment) {
    assertThat(text(load(List.of(), assignment))).contains("shown");
  }

  @Test
  void a_file_with_a_secret_that_others_can_read_is_warned_of() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("shop.yaml"), "spark: {conf: {x.password: hush, y.token: hush}}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(load(List.of(file)).warnings())
        .singleElement()
        .asString()
        .contains(file.toString(), "x.password, spark.conf.y.token", "chmod 600")
        .doesNotContain("hush");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(load(List.of(file)).warnings()).isEmpty();
  }

  @Test
  void a_file_without_a_secret_is_not() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("shop.yaml"),
            "spark: {conf: {nobody.knows: me, a: '{{secrets/a/b}}'}}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(load(List.of(file)).warnings()).isEmpty();
  }

  private static Config load(List<Path> files, String... assignments) {
    return ConfigLoader.load(new ConfigSources(Optional.empty(), files, List.of(assignments)));
  }

  private static String text(Config config) {
    return config.values().stream()
        .flatMap(setting -> setting.lines().stream())
        .collect(Collectors.joining("\n"));
  }
}
