package io.spendcast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.bootstrap.faults.SmallShop.Ended;
import io.spendcast.bootstrap.faults.SmallShop.Started;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the surroundings do: nobody calls it a fault of Spendcast, and the next run goes on. */
@Tag("faults")
final class OutagesIT {
  private static final String SECRET = "hush-0123456789-planted";

  @TempDir private Path directory;

  @Test
  void a_lake_that_is_removed_while_a_run_works_is_lost_or_unavailable() throws Exception {
    int tried = 0;
    for (int commits : new int[] {1, 3, 6}) {
      SmallShop shop = SmallShop.in(directory.resolve("removed-" + commits));
      Started run = shop.start("run");
      while (run.process().isAlive() && shop.commits() < commits) {
        run.process().waitFor(20, TimeUnit.MILLISECONDS);
      }
      remove(shop.folder().resolve("lake"));
      Ended ended = run.ended();
      assertThat(ended.exit()).as(ended.text()).isIn(0, 3, 5, 7);
      remove(shop.folder().resolve("lake"));
      Ended again = shop.run("run");
      assertThat(again.exit()).as(again.text()).isZero();
      tried++;
    }
    Attacks.survived("lake removed while a run works", tried);
  }

  @Test
  void a_place_that_is_a_file_is_refused() throws Exception {
    SmallShop shop = SmallShop.in(directory.resolve("file"));
    Files.writeString(shop.folder().resolve("lake"), "I am a file.");
    Ended run = shop.run("run");
    assertThat(run.exit()).as(run.text()).isIn(2, 3);
    assertThat(shop.folder().resolve("lake")).hasContent("I am a file.");
    Attacks.survived("lake is a file", 1);
  }

  @Test
  void a_tracking_server_that_does_not_answer_is_unavailable_and_bounded() throws Exception {
    SmallShop shop = SmallShop.in(directory.resolve("dead"));
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String uri = "http://localhost:" + mute.getLocalPort();
      Ended run = shop.run("run", "--set", "tracking.uri=" + uri);
      assertThat(run.exit()).as(run.text()).isEqualTo(5);
    }
    Attacks.survived("tracking server is mute", 1);
  }

  /** The value of a secret variable, planted wherever a path may carry it. */
  @Test
  void a_secret_of_the_environment_is_written_nowhere_by_any_command() throws Exception {
    SmallShop shop = SmallShop.in(directory.resolve("secrets"));
    Path hidden = Files.createDirectories(shop.folder().resolve(SECRET));
    Files.move(shop.folder().resolve("sales.csv"), hidden.resolve("sales.csv"));
    Path settings = shop.folder().resolve("shop.yaml");
    Files.writeString(
        settings, Files.readString(settings).replace("./sales.csv", "./" + SECRET + "/sales.csv"));
    int tried = 0;
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
      Ended ended = shop.start(Map.of("SHOP_TOKEN", SECRET), command.split(" ")).ended();
      assertThat(ended.exit()).as("%s: %s", command, ended.text()).isNotEqualTo(1);
      tried++;
    }
    assertThat(written(shop.folder())).as("files that hold the secret").isEmpty();
    Attacks.survived("secret planted in a path, command by command", tried);
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
