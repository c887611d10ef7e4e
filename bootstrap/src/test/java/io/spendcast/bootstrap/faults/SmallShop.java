package io.spendcast.bootstrap.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.bootstrap.faults.Processes.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A directory with a small shop's sales, so small that a run costs little more than the start of
 * Java and Spark.
 */
record SmallShop(Path folder) {
  /** Compiling every plan costs more than running it over a handful of rows. */
  private static final String SETTINGS =
      """
      lake: %1$s/lake
      tracking: {uri: "file:%1$s/mlruns"}
      source:
        kind: tables
        tables:
          - name: till
            path: ./sales.csv
            format: csv
            columns: {customer: card, order: receipt, item: sku, date: day, quantity: n, amount: paid, category: kind}
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

  /** A new one, below a directory. */
  static SmallShop in(Path directory) throws IOException {
    SmallShop shop = new SmallShop(Files.createDirectories(directory).toAbsolutePath());
    Files.writeString(shop.settings(), SETTINGS.formatted(shop.folder));
    Files.write(shop.folder.resolve("sales.csv"), lines());
    return shop;
  }

  /** Customers with a pace of their own. */
  private static List<String> lines() {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>(List.of("card,receipt,sku,day,n,paid,kind"));
    for (int customer = 0; customer < 60; customer++) {
      int pace = 10 << customer % 4;
      LocalDate day = LocalDate.of(2022, 9, 15).plusDays(random.nextInt(40));
      while (day.isBefore(LocalDate.of(2023, 6, 1))) {
        lines.add(
            "k%s,r%s,s%s,%s,1,%s.50,%s"
                .formatted(
                    customer, lines.size(), pace, day, 3 + random.nextInt(30), customer % 3));
        day = day.plusDays(1 + random.nextInt(2 * pace));
      }
    }
    return lines;
  }

  Path settings() {
    return folder.resolve("shop.yaml");
  }

  Path lake() {
    return folder.resolve("lake");
  }

  /** The whole command line: what it is asked, for this shop. */
  List<String> line(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--json", "--config", settings().toString()));
    return line;
  }

  /** Starts a command in a process of its own. */
  Started start(String... arguments) throws IOException {
    return Processes.start(folder, Map.of(), line(arguments));
  }

  /** Runs a command to its end in a process of its own. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).ended();
  }

  /** Runs a command to its end in a process that runs others too. */
  Ended run(Worker worker, String... arguments) throws IOException {
    return worker.run(line(arguments));
  }

  /** The files of the lake below a folder of it, by name; none if it is not there. */
  List<Path> files(String below) throws IOException {
    return files(lake().resolve(below));
  }

  static List<Path> files(Path start) throws IOException {
    if (!Files.exists(start)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Whether a file holds rows, and is not what Delta or Hadoop keeps beside it. */
  static boolean isData(Path file) {
    return file.getFileName().toString().matches("part-.*\\.parquet");
  }

  /** What users see of a run's result, whatever its identity. */
  static Map<String, String> figures(Ended run) {
    Map<String, String> figures = new TreeMap<>();
    JsonNode predictions = run.json().at("/outputs/predictions");
    for (String name : List.of("rows", "as_of_date", "horizon_days")) {
      figures.put(name, predictions.path(name).asText());
    }
    // Sums of the same numbers in another order differ in their last digits.
    figures.put(
        "total", String.format(Locale.ROOT, "%.4f", predictions.path("total_spend").asDouble()));
    figures.put("version", run.json().at("/model/version").asText());
    figures.put("stage", run.json().at("/model/stage").asText());
    figures.put("rows in", run.json().at("/tasks/0/rows_in").asText());
    return figures;
  }
}
