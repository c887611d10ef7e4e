package io.spendcast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.testkit.Attacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is damaged is found, named, put away, and made again with the same numbers. */
@Tag("faults")
final class HealingIT {
  private static final String SCORED = "predictions/shop/_scored";

  /** Some of them, by a pattern of their names. */
  private static final String WHICH = System.getProperty("faults.harms", ".*");

  @TempDir private Path directory;

  @Test
  void what_is_damaged_is_named_and_the_next_run_gives_the_same_forecasts() throws Exception {
    SmallShop shop = SmallShop.in(directory.resolve("shop"));
    try (Worker worker = new Worker(directory.resolve("worker"));
        Attacks attacks = Attacks.of("lake or store damaged, put away, made again")) {
      Ended first = shop.run(worker, "run");
      assertThat(first.exit()).as(first.text()).isZero();
      Map<String, String> expected = withoutVersion(SmallShop.figures(first));
      Map<String, Harm> harms = harms(shop);
      for (Map.Entry<String, Harm> harm : harms.entrySet()) {
        if (harm.getKey().startsWith(SCORED)) {
          // Only the next prediction makes it again, since nobody else reads it.
          assertThat(shop.run(worker, "predict", "--force").exit()).isZero();
        }
        attacks.begin();
        harm.getValue().happen();
        Ended damaged = shop.run(worker, "verify");
        assertThat(damaged.exit()).as("%s: %s", harm.getKey(), damaged.text()).isEqualTo(3);
        assertThat(damaged.json().at("/error/hint").asText()).contains("spendcast");
        Ended healed = shop.run(worker, "run");
        assertThat(healed.exit()).as("%s: %s", harm.getKey(), healed.text()).isZero();
        assertThat(withoutVersion(SmallShop.figures(healed))).as(harm.getKey()).isEqualTo(expected);
        attacks.survive();
      }
      Ended verified = shop.run(worker, "verify");
      assertThat(verified.exit()).as(verified.text()).isZero();
    }
  }

  /** A model that is trained again is another version, though it says the same. */
  private static Map<String, String> withoutVersion(Map<String, String> figures) {
    figures.remove("version");
    figures.remove("stage");
    return figures;
  }

  private static Map<String, Harm> harms(SmallShop shop) {
    Map<String, Harm> harms = new LinkedHashMap<>();
    for (String table :
        List.of(
            "raw/shop/till",
            "features/shop/customer_daily_spend",
            "features/shop/customer_features",
            "predictions/shop/customer_spend_predictions",
            SCORED,
            "runs/shop/manifests")) {
      harms.put(table + ": a byte changed", () -> flip(newest(shop, table, ".parquet")));
      harms.put(table + ": a file gone", () -> Files.delete(newest(shop, table, ".parquet")));
      harms.put(table + ": the log cut", () -> cut(newest(shop, table, ".json")));
    }
    harms.put("mlruns: a parameter changed", () -> Files.writeString(parameter(shop), "x"));
    harms.keySet().removeIf(name -> !name.matches(WHICH));
    return harms;
  }

  private static Path newest(SmallShop shop, String table, String end) throws IOException {
    return shop.files(table).stream()
        .filter(file -> file.toString().endsWith(end))
        .filter(file -> !file.getFileName().toString().startsWith("."))
        .filter(file -> !file.toString().contains("checkpoint"))
        .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
        .orElseThrow();
  }

  private static Path parameter(SmallShop shop) throws IOException {
    try (Stream<Path> files = Files.walk(shop.folder().resolve("mlruns"))) {
      return files
          .filter(file -> file.getParent().getFileName().toString().equals("params"))
          .filter(Files::isRegularFile)
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .orElseThrow();
    }
  }

  private static void flip(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
  }

  private static void cut(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length / 2));
  }

  /** Something that happens to a file. */
  private interface Harm {
    void happen() throws IOException;
  }
}
