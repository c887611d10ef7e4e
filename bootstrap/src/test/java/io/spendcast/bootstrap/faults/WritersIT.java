package io.spendcast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.testkit.Attacks;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two commands at once: one after the other, or one of them ends with 7, and nothing is wrong. */
@Tag("faults")
final class WritersIT {
  private static final int RACES = Integer.getInteger("faults.races", 20);

  /** So many races among them do the whole work again, the others the end of it. */
  private static final int WHOLE = 10;

  @TempDir static Path directory;
  private static SmallShop shop;
  private static Worker one;
  private static Worker other;
  private static String total;

  @BeforeAll
  static void run_once() throws Exception {
    shop = SmallShop.in(directory.resolve("shop"));
    one = new Worker(directory.resolve("one"));
    other = new Worker(directory.resolve("other"));
    Ended first = shop.run(one, "run");
    assertThat(first.exit()).as(first.text()).isZero();
    total = SmallShop.figures(first).get("total");
  }

  @AfterAll
  static void stop() {
    one.close();
    other.close();
  }

  @Test
  void run_against_run() throws Exception {
    race("run against run", "run --from predict --force", "run --from features --force");
  }

  @Test
  void run_against_predict() throws Exception {
    race("run against predict", "predict --force", "run --from register");
  }

  @Test
  void run_against_promote() throws Exception {
    race("run against promote", "promote 1 --to production", "run --from register --force");
  }

  /**
   * Starts two commands at once, in turns on one process or the other.
   *
   * @param mine races against itself, and every so often against the other
   */
  private static void race(String pair, String mine, String others) throws Exception {
    try (Attacks attacks = Attacks.of("two processes at once: " + pair)) {
      for (int race = 0; race < RACES; race++) {
        boolean whole = !mine.startsWith("run") || race % WHOLE == 0;
        String[] second = (whole ? others : mine).split(" ");
        attacks.begin();
        (race % 2 == 0 ? one : other).begin(shop.line(mine.split(" ")));
        (race % 2 == 0 ? other : one).begin(shop.line(second));
        List<Ended> ended = List.of(one.await(), other.await());
        assertThat(ended)
            .as("%s: %s", pair, ended)
            .allMatch(end -> end.exit() == 0 || end.exit() == 7)
            .anyMatch(end -> end.exit() == 0);
        attacks.survive();
      }
      Ended after = shop.run(one, "run");
      assertThat(after.exit()).as(after.text()).isZero();
      assertThat(SmallShop.figures(after)).containsEntry("total", total);
      Ended verified = shop.run(one, "verify");
      assertThat(verified.exit()).as(verified.text()).isZero();
    }
  }
}
