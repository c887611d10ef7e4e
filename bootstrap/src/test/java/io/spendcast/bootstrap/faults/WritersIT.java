package io.spendcast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.testkit.Attacks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two commands at once: one after the other, or one of them ends with 7, and nothing is wrong. */
@Tag("faults")
final class WritersIT {
  private static final int RACES = Integer.getInteger("faults.races", 20);

  private static final Map<String, List<String[]>> PAIRS =
      Map.of(
          "run against run",
          List.of(new String[] {"run", "--from", "features", "--force"}, new String[] {"run"}),
          "run against predict",
          List.of(new String[] {"run", "--from", "register"}, new String[] {"predict", "--force"}),
          "run against promote",
          List.of(
              new String[] {"run", "--from", "register", "--force"},
              new String[] {"promote", "1", "--to", "production"}));

  @TempDir private Path directory;

  @Test
  void two_writers_never_spoil_each_others_work() throws Exception {
    SmallShop shop = SmallShop.in(directory.resolve("shop"));
    try (Worker one = new Worker(directory.resolve("one"));
        Worker other = new Worker(directory.resolve("other"))) {
      Ended first = shop.run(one, "run");
      assertThat(first.exit()).as(first.text()).isZero();
      shop.run(other, "models");
      for (Map.Entry<String, List<String[]>> pair : PAIRS.entrySet()) {
        for (int race = 0; race < RACES; race++) {
          one.begin(shop.line(pair.getValue().get(race % 2)));
          other.begin(shop.line(pair.getValue().get(1 - race % 2)));
          List<Ended> ended = List.of(one.await(), other.await());
          assertThat(ended)
              .as("%s: %s", pair.getKey(), ended)
              .allMatch(end -> end.exit() == 0 || end.exit() == 7)
              .anyMatch(end -> end.exit() == 0);
        }
        Ended after = shop.run(one, "run");
        assertThat(after.exit()).as(after.text()).isZero();
        assertThat(SmallShop.figures(after))
            .containsEntry("total", SmallShop.figures(first).get("total"));
        Ended verified = shop.run(one, "verify");
        assertThat(verified.exit()).as(verified.text()).isZero();
        Attacks.survived("two processes at once: " + pair.getKey(), RACES);
      }
    }
  }
}
