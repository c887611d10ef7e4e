package io.spendcast.bootstrap.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A directory with a small shop's sales, in which the program is started as people start it. */
record SmallShop(Path folder) {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path JVM = Path.of("..", "conf", "spark.jvm").toAbsolutePath();
  private static final String MAIN = "io.spendcast.bootstrap.Main";

  private static final String SETTINGS =
      """
      source:
        kind: tables
        tables:
          - name: till
            path: ./sales.csv
            format: csv
            columns: {customer: card, order: receipt, item: sku, date: day, quantity: n, amount: paid, category: kind}
      forecast: {horizon-days: 30}
      training: {train-as-ofs: 2, test-as-ofs: 2, algorithms: [baselines]}
      registry: {gate: {total-spend-tolerance: 1.0}}
      spark: {master: "local[2]", conf: {spark.sql.shuffle.partitions: "2"}}
      """;

  /** A new one, below a directory. */
  static SmallShop in(Path directory) throws IOException {
    SmallShop shop = new SmallShop(Files.createDirectories(directory));
    Files.writeString(shop.folder.resolve("shop.yaml"), SETTINGS);
    Files.write(shop.folder.resolve("sales.csv"), lines());
    return shop;
  }

  /** Customers with a pace of their own. */
  private static List<String> lines() {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>(List.of("card,receipt,sku,day,n,paid,kind"));
    for (int customer = 0; customer < 60; customer++) {
      int pace = 10 << customer % 4;
      LocalDate day = LocalDate.of(2022, 1, 1).plusDays(random.nextInt(40));
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

  /** Starts a command, which answers in JSON. */
  Started start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  /** The same with more in its environment. */
  Started start(Map<String, String> environment, String... arguments) throws IOException {
    Path lib = TARGET.resolve("lib");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + JVM,
                "-Xmx900m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                Files.isDirectory(lib)
                    ? TARGET.resolve("classes") + File.pathSeparator + lib + "/*"
                    : System.getProperty("java.class.path"),
                MAIN));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--json", "--config", "shop.yaml"));
    Path said = Files.createTempFile(folder, "said", ".json");
    Path problems = folder.resolve(said.getFileName() + ".err");
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(said.toFile())
            .redirectError(problems.toFile());
    process.environment().putAll(environment);
    return new Started(process.start(), said, problems);
  }

  /** Runs a command to its end. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).ended();
  }

  /** The files of the lake below a folder of it, by name; none if it is not there. */
  List<Path> files(String below) throws IOException {
    Path start = folder.resolve("lake").resolve(below);
    if (!Files.exists(start)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** How many commits the tables of the lake have. */
  int commits() {
    try {
      return (int)
          files("").stream()
              .filter(file -> file.toString().matches(".*/_delta_log/[0-9]{20}\\.json"))
              .count();
    } catch (IOException | UncheckedIOException e) {
      // The lake changes while it is looked at.
      return 0;
    }
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

  /**
   * A command at work.
   *
   * @param process its process
   * @param said where its answer goes
   * @param problems where everything else goes
   */
  record Started(Process process, Path said, Path problems) {
    /** Kills it as a power cut does, unless it has ended; says whether it had not. */
    boolean kill() throws InterruptedException {
      boolean alive = process.isAlive();
      process.destroyForcibly().waitFor();
      return alive;
    }

    Ended ended() throws IOException, InterruptedException {
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
      }
      String answer = Files.readString(said);
      return new Ended(
          process.exitValue(),
          answer.startsWith("{")
              ? new JsonMapper().readTree(answer)
              : new JsonMapper().createObjectNode(),
          answer + Files.readString(problems));
    }
  }

  /**
   * How a command ended.
   *
   * @param exit its exit code
   * @param json its answer; empty if it gave none
   * @param text all that it said
   */
  record Ended(int exit, JsonNode json, String text) {}
}
