package io.spendcast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.testkit.Attacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the surroundings do: nobody calls it a fault of Spendcast, and the next run goes on. */
@Tag("faults")
final class OutagesIT {
  private static final String SECRET = "hush-0123456789-planted";

  @TempDir static Path directory;

  /** One process for all, since what is warm need not be warmed again. */
  private static Worker worker;

  private static Map<String, String> expected;

  @BeforeAll
  static void run_undisturbed() throws Exception {
    worker = new Worker(directory.resolve("worker"));
    Ended run = SmallShop.in(directory.resolve("undisturbed")).run(worker, "run");
    assertThat(run.exit()).as(run.text()).isZero();
    expected = SmallShop.figures(run);
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  private static void assertRight(SmallShop shop, Worker at) throws IOException {
    assertRight(shop, at, expected);
  }

  /** What was registered before the lake was gone stays, so the version may be the second. */
  private static void assertRightInNewLake(SmallShop shop, Worker at) throws IOException {
    Map<String, String> same = new TreeMap<>(expected);
    assertThat(same.remove("version")).isEqualTo("1");
    assertRight(shop, at, same);
  }

  private static void assertRight(SmallShop shop, Worker at, Map<String, String> figures)
      throws IOException {
    Ended run = shop.run(at, "run");
    assertThat(run.exit()).as(run.text()).isZero();
    assertThat(SmallShop.figures(run)).containsAllEntriesOf(figures);
    Ended verified = shop.run(at, "verify");
    assertThat(verified.exit()).as(verified.text()).isZero();
  }

  @Test
  void a_lake_that_is_removed_while_a_run_works_is_lost_or_unavailable() throws Exception {
    try (Attacks attacks = Attacks.of("lake removed while a run works")) {
      for (int commits : new int[] {1, 3, 5, 8, 16}) {
        attacks.begin();
        SmallShop shop = SmallShop.in(directory.resolve("removed-" + commits));
        worker.begin(shop.line("run"));
        while (worker.isAtWork() && Commits.count(shop) < commits) {
          Thread.sleep(5);
        }
        remove(shop.lake());
        Ended ended = worker.await();
        assertThat(ended.exit()).as("%s: %s", commits, ended.text()).isIn(0, 3, 5, 7);
        remove(shop.lake());
        assertRightInNewLake(shop, worker);
        attacks.survive();
      }
    }
  }

  @Test
  void a_place_that_is_a_file_is_refused() throws Exception {
    SmallShop shop = SmallShop.in(directory.resolve("file"));
    Files.writeString(shop.lake(), "I am a file.");
    try (Attacks attacks = Attacks.of("lake is a file")) {
      attacks.begin();
      Ended run = shop.run(worker, "run");
      assertThat(run.exit()).as(run.text()).isIn(2, 3);
      assertThat(shop.lake()).hasContent("I am a file.");
      attacks.survive();
    }
  }

  @Test
  void a_tracking_server_that_does_not_answer_is_unavailable_and_bounded() throws Exception {
    SmallShop shop = SmallShop.in(directory.resolve("dead"));
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Attacks attacks = Attacks.of("tracking server is mute")) {
      attacks.begin();
      String uri = "http://localhost:" + mute.getLocalPort();
      Ended run = shop.run(worker, "run", "--set", "tracking.uri=" + uri);
      assertThat(run.exit()).as(run.text()).isEqualTo(5);
      attacks.survive();
    }
  }

  /** The disk grows each time, so that it is full in another task. */
  @Test
  void a_full_disk_is_unavailable_leaves_nothing_half_and_the_run_goes_on_when_it_has_grown()
      throws Exception {
    SmallShop shop = SmallShop.in(directory.resolve("full"));
    try (SmallDisk disk = SmallDisk.of(shop, directory.resolve("full-worker"));
        Attacks attacks = Attacks.of("disk full, then grown")) {
      int full = 0;
      for (String size : List.of("64k", "96k", "128k", "192k", "256k", "384k", "512k", "768k")) {
        disk.remount("size=" + size);
        Ended run = shop.run(disk.worker(), "run");
        assertThat(run.exit()).as("%s: %s", size, run.text()).isIn(0, 5);
        full += run.exit() == 5 ? 1 : 0;
        attacks.begin();
        Ended verified = shop.run(disk.worker(), "verify");
        assertThat(verified.exit()).as("%s: %s", size, verified.text()).isZero();
      }
      assertThat(full).isGreaterThanOrEqualTo(2);
      disk.remount("size=64m");
      assertRight(shop, disk.worker());
      attacks.survive();
    }
  }

  @Test
  void a_disk_that_can_only_be_read_is_refused_and_what_only_reads_works() throws Exception {
    SmallShop shop = SmallShop.in(directory.resolve("read-only"));
    try (SmallDisk disk = SmallDisk.of(shop, directory.resolve("read-only-worker"));
        Attacks attacks = Attacks.of("disk can only be read, command by command")) {
      Worker there = disk.worker();
      disk.remount("size=64m,ro");
      attacks.begin();
      Ended first = shop.run(there, "run");
      assertThat(first.exit()).as(first.text()).isIn(3, 5);
      disk.remount("rw");
      assertRight(shop, there);
      disk.remount("ro");
      for (String command :
          List.of("run", "run --force", "predict --force", "verify --set-aside")) {
        attacks.begin();
        Ended refused = shop.run(there, command.split(" "));
        assertThat(refused.exit()).as("%s: %s", command, refused.text()).isIn(3, 5);
      }
      attacks.begin();
      Ended plan = shop.run(there, "plan");
      assertThat(plan.exit()).as(plan.text()).isEqualTo(3);
      assertThat(plan.json().at("/error/message").asText())
          .contains("lake cannot be written", "mlruns cannot be written")
          .doesNotContain("Cannot read");
      for (String command : List.of("models", "config", "verify")) {
        attacks.begin();
        Ended read = shop.run(there, command.split(" "));
        assertThat(read.exit()).as("%s: %s", command, read.text()).isZero();
      }
      disk.remount("rw");
      assertRight(shop, there);
      attacks.survive();
    }
  }

  /** The value of a secret variable, planted wherever a path may carry it. */
  @Test
  void a_secret_of_the_environment_is_written_nowhere_by_any_command() throws Exception {
    SmallShop shop = SmallShop.in(directory.resolve("secrets").resolve("shop"));
    Path hidden = Files.createDirectories(shop.folder().resolve(SECRET));
    Files.move(shop.folder().resolve("sales.csv"), hidden.resolve("sales.csv"));
    Path settings = shop.folder().resolve("shop.yaml");
    Files.writeString(
        settings, Files.readString(settings).replace("./sales.csv", "./" + SECRET + "/sales.csv"));
    try (Attacks attacks = Attacks.of("secret planted in a path, command by command")) {
      for (String command :
          new String[] {
            "plan",
            "run",
            "run",
            "models",
            "report",
            "verify",
            "config",
            "rollback",
            "doctor",
            "predict --force",
            "promote 1 --to archived",
            "report --run none",
            "publish --to http://localhost:1"
          }) {
        attacks.begin();
        // As people start it, since console and log are of the process.
        Ended ended =
            Processes.start(
                    shop.folder(), Map.of("SHOP_TOKEN", SECRET), shop.line(command.split(" ")))
                .ended();
        assertThat(ended.exit()).as("%s: %s", command, ended.text()).isNotEqualTo(1);
      }
      assertThat(written(shop.folder().getParent())).as("files that hold the secret").isEmpty();
      attacks.survive();
    }
  }

  private static List<String> written(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals("shop.yaml"))
          .filter(OutagesIT::holdsTheSecret)
          .map(Path::toString)
          .toList();
    }
  }

  private static boolean holdsTheSecret(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(SECRET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path directory) throws IOException {
    for (int attempt = 0; Files.exists(directory) && attempt < 50; attempt++) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException e) {
        // Somebody still writes there.
        Thread.onSpinWait();
      }
    }
  }
}
