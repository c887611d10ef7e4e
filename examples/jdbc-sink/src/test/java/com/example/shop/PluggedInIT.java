package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar of this project, in the class path of Spendcast's own script. */
final class PluggedInIT {
  /** A small shop, and a Spark that does not prepare for more. */
  private static final String SETTINGS =
      """
      source: {kind: planted, planted: {customers: 100}}
      forecast: {horizon-days: 30}
      features: {categories: 0, windows: [90]}
      training: {train-as-ofs: 1, test-as-ofs: 1, algorithms: [baselines]}
      registry: {gate: {total-spend-tolerance: 1.0}}
      spark:
        master: "local[2]"
        conf:
          spark.sql.shuffle.partitions: "1"
          spark.sql.adaptive.enabled: "false"
          spark.databricks.delta.snapshotPartitions: "1"
          spark.databricks.delta.stats.collect: "false"
          spark.sql.codegen.wholeStage: "false"
          spark.sql.codegen.factoryMode: NO_CODEGEN
      """;

  @TempDir private Path directory;

  /** In a shop whose workflow has run, if the build of Spendcast left one; else in a new one. */
  @Test
  void a_batch_is_published_to_the_database_and_nowhere_else() throws Exception {
    Path shop = Path.of(System.getProperty("spendcast.shop"));
    boolean hasRun = Files.exists(shop.resolve("small.yaml"));
    Path place = hasRun ? shop : directory;
    Path settings =
        hasRun
            ? shop.resolve("small.yaml")
            : Files.writeString(directory.resolve("shop.yaml"), SETTINGS);
    long tables = commitsOfPredictions(place);
    int exit =
        spendcast(
            hasRun ? "predict" : "run",
            "--config",
            settings.toString(),
            "--plugin",
            "com.example.shop.ShopModule",
            "--json");
    assertEquals(0, exit, said("err") + said("out"));
    assertTrue(said("out").contains("\"place\":\"jdbc:h2:"), said("out"));
    try (Connection connection = DriverManager.getConnection(url());
        Statement select = connection.createStatement();
        ResultSet found =
            select.executeQuery(
                "select count(*), min(predicted_low) from customer_spend_predictions")) {
      assertTrue(found.next());
      assertTrue(found.getInt(1) > 50, "customers: " + found.getInt(1));
      assertTrue(found.getDouble(2) >= 0);
    }
    assertEquals(tables, commitsOfPredictions(place), "the lake has them, too");
  }

  private static long commitsOfPredictions(Path place) throws Exception {
    Path predictions = place.resolve("lake/predictions");
    if (Files.notExists(predictions)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(predictions)) {
      return files
          .filter(file -> file.toString().contains("customer_spend_predictions/_delta_log/"))
          .count();
    }
  }

  @Test
  void a_plugin_that_is_not_there_is_refused_at_once() throws Exception {
    assertEquals(2, spendcast("run", "--plugin", "com.example.shop.NoModule"));
    assertTrue(said("err").contains("it is not on the class path"), said("err"));
  }

  private String url() {
    return "jdbc:h2:" + directory.resolve("shop");
  }

  private int spendcast(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(System.getProperty("spendcast.launcher")));
    command.addAll(List.of(arguments));
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(directory.resolve("out").toFile())
            .redirectError(directory.resolve("err").toFile());
    process.environment().put("SPENDCAST_CLASSPATH", classPath());
    process.environment().put("SPENDCAST_HEAP", "1g");
    process.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    process.environment().put("SHOP_JDBC_URL", url());
    Process started = process.start();
    assertTrue(started.waitFor(15, TimeUnit.MINUTES));
    return started.exitValue();
  }

  private static String classPath() throws Exception {
    Path driver =
        Path.of(org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return System.getProperty("plugin.jar") + File.pathSeparator + driver;
  }

  private String said(String stream) throws Exception {
    return Files.readString(directory.resolve(stream));
  }
}
