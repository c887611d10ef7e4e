package io.spendcast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole workflow as people start it: in a directory whose name has all that paths, URIs and
 * patterns take for something else, without a home, in other locales and time zones, in a small
 * heap. The numbers are those of an ordinary place, and the names are the retailer's.
 */
final class PlacesIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path JVM = Path.of("..", "conf", "spark.jvm").toAbsolutePath();

  /** In a shell's words, since this process may be in a locale that cannot write it. */
  private static final String ODD = "$'a b \\xc3\\xbc%20#[x]'";

  private static final String SHOP =
      """
      lake: ./linked
      source:
        kind: tables
        name: fine_food
        tables:
          - name: till
            channel: weekend
            path: "./sales [2022]"
            format: csv
            columns: {customer: card, order: receipt, item: sku, date: day, quantity: n, amount: paid, category: kind}
      forecast: {horizon-days: 30}
      features: {inputs: all}
      training: {train-as-ofs: 2, test-as-ofs: 2, algorithms: [baselines, xgboost]}
      registry: {gate: {total-spend-tolerance: 1.0}}
      """;

  /** Compiling every plan costs more than running it over a few rows; one place does it. */
  private static final List<String> INTERPRETED =
      List.of(
          "--set", "spark.conf.spark.sql.codegen.wholeStage=false",
          "--set", "spark.conf.spark.sql.codegen.factoryMode=NO_CODEGEN");

  @TempDir private Path directory;

  @Test
  void any_place_gives_the_numbers_of_an_ordinary_one() throws Exception {
    Path plain = Files.createDirectories(directory.resolve("plain"));
    Place here = new Place(plain, "en", "US", "America/New_York", INTERPRETED);
    here.prepare();
    JsonNode expected = here.spendcast("run");

    shell(directory, "mkdir %s && ln -s %s odd".formatted(ODD, ODD));
    Place odd = new Place(directory.resolve("odd"), "tr", "TR", "Pacific/Kiritimati", List.of());
    odd.prepare();
    assertThat(figures(odd.spendcast("run").path("outputs")))
        .isEqualTo(figures(expected.path("outputs")));
    odd.spendcast("report", "--out", "report.html");
    assertThat(Files.readString(directory.resolve("odd/report.html")))
        .contains("What forecasts are made of", "2nd highest");
    assertThat(odd.spendcast("models").at("/outputs").toString())
        .contains("fine_food_customer_spend_model");

    Place west = new Place(directory.resolve("odd"), "ar", "EG", "Pacific/Pago_Pago", INTERPRETED);
    assertThat(west.spendcast("predict", "--force").at("/outputs/predictions/total_spend"))
        .isEqualTo(expected.at("/outputs/predictions/total_spend"));

    assertThat(names(directory)).containsExactlyInAnyOrder("plain", "odd", oddName());
    assertThat(names(directory.resolve("odd")))
        .contains("the lake", "mlruns", "logs", "report.html")
        .allMatch(
            name ->
                name.matches(
                    "the lake|linked|sales \\[2022]|shop.yaml|mlruns(\\.spendcast)?|logs|"
                        + "spark-warehouse|report\\.html|said.*"));
    assertThat(Files.readString(directory.resolve("plain/logs/spendcast.log")))
        .contains(
            "command=run status=started",
            "task=ingest status=done rows_in=",
            "task=train candidate=mean seconds=",
            "task=predict status=done",
            "command=run exit=0");
    assertThat(files(directory.resolve("plain"))).noneMatch(PlacesIT::speaksOfTheBenchmark);
    assertThat(files(directory.resolve("odd"))).noneMatch(PlacesIT::speaksOfTheBenchmark);
  }

  private String oddName() {
    return names(directory).stream()
        .filter(name -> name.startsWith("a b "))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean speaksOfTheBenchmark(Path file) {
    try {
      return file.toString().contains("tpcds")
          || new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("tpcds");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Where something was written: that is another place, as it should be. */
  private static boolean isPlace(Map.Entry<String, JsonNode> field) {
    return field.getKey().equals("place");
  }

  /** Sums of the same numbers in another order differ in their last digits. */
  private static String figures(JsonNode node) {
    if (node.isContainerNode()) {
      List<String> parts = new ArrayList<>();
      if (node.isObject()) {
        node.fields()
            .forEachRemaining(
                e -> parts.add(e.getKey() + ": " + (isPlace(e) ? "" : figures(e.getValue()))));
      } else {
        node.forEach(part -> parts.add(figures(part)));
      }
      return (node.isObject() ? parts.stream().sorted() : parts.stream())
          .collect(Collectors.joining(",\n", "{", "}"));
    }
    return node.isDouble() && Double.isFinite(node.doubleValue())
        ? new BigDecimal(node.asText()).round(new MathContext(6)).toPlainString()
        : node.asText();
  }

  private static void shell(Path folder, String command) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", command).directory(folder.toFile());
    assertThat(shell.inheritIO().start().waitFor()).isZero();
  }

  /** Where, and in which part of the world, the program is started, and with what else. */
  private record Place(
      Path folder, String language, String country, String zone, List<String> more) {
    void prepare() throws Exception {
      Files.writeString(folder.resolve("shop.yaml"), SHOP);
      Path sales = Files.createDirectories(folder.resolve("sales [2022]"));
      Files.write(sales.resolve("till#1.csv"), lines());
      Files.createDirectories(folder.resolve("the lake"));
      shell(folder, "ln -s 'the lake' linked");
    }

    /** Customers with a pace of their own. */
    private static List<String> lines() {
      Random random = new Random(5);
      List<String> kinds = List.of("Garden & Home", "garden-home", "食品", "Other", "İstanbul");
      List<String> lines = new ArrayList<>(List.of("card,receipt,sku,day,n,paid,kind"));
      LocalDate closing = LocalDate.of(2023, 6, 1);
      for (int customer = 0; customer < 80; customer++) {
        int pace = 10 << customer % 4;
        LocalDate day = LocalDate.of(2022, 1, 1).plusDays(random.nextInt(40));
        while (day.isBefore(closing)) {
          String kind = kinds.get(random.nextInt(kinds.size()));
          lines.add(
              "k%s,r%s,s%s,%s,1,%s.50,%s"
                  .formatted(customer, lines.size(), pace, day, 3 + random.nextInt(30), kind));
          day = day.plusDays(1 + random.nextInt(2 * pace));
        }
      }
      return lines;
    }

    JsonNode spendcast(String... arguments) throws Exception {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "@" + JVM,
              "-Xmx600m",
              "-XX:TieredStopAtLevel=1",
              "-Duser.language=" + language,
              "-Duser.country=" + country,
              "-Duser.timezone=" + zone,
              "-cp",
              TARGET.resolve("classes") + File.pathSeparator + TARGET.resolve("lib") + "/*",
              Main.class.getName()));
      command.addAll(List.of(arguments));
      command.addAll(List.of("--config", "shop.yaml", "--json", "--set", "spark.master=local[2]"));
      command.addAll(more);
      return new JsonMapper().readTree(run(command).toFile());
    }

    private Path run(List<String> command) throws Exception {
      Path said = folder.resolve("said-" + names(folder).size());
      Path problems = folder.resolve(said.getFileName() + "-problems");
      ProcessBuilder process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(said.toFile())
              .redirectError(problems.toFile());
      process.environment().remove("HOME");
      process.environment().put("LC_ALL", "C.UTF-8");
      Process started = process.start();
      if (!started.waitFor(15, TimeUnit.MINUTES)) {
        started.destroyForcibly().waitFor();
      }
      assertThat(started.exitValue())
          .as("%s: %s%n%s", command, Files.readString(said), Files.readString(problems))
          .isZero();
      return said;
    }
  }
}
