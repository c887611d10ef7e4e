package io.spendcast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.bootstrap.faults.SmallShop.Ended;
import io.spendcast.bootstrap.faults.SmallShop.Started;
import io.spendcast.testkit.Attacks;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are killed, again and again, and started again: the last one gives what a run gives
 * that nobody disturbed.
 */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KillsIT {
  private static final int KILLS = Integer.getInteger("faults.kills", 50);

  /** After so many, a chain of kills is let go to its end, and another one begins. */
  private static final int CHAIN = 5;

  @TempDir static Path directory;
  private Map<String, String> expected;
  private long undisturbed;

  @BeforeAll
  void run_undisturbed() throws Exception {
    long begin = System.nanoTime();
    Ended run = SmallShop.in(directory.resolve("undisturbed")).run("run");
    undisturbed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    assertThat(run.exit()).as(run.text()).isZero();
    expected = SmallShop.figures(run);
  }

  @Test
  void a_run_that_is_killed_at_any_moment_ends_as_if_nothing_had_happened() throws Exception {
    Random random = new Random(11);
    int killed = 0;
    for (int chain = 0; killed < KILLS; chain++) {
      SmallShop shop = SmallShop.in(directory.resolve("moments-" + chain));
      for (int i = 0; i < CHAIN && killed < KILLS; i++) {
        Started run = shop.start("run");
        run.process().waitFor(random.nextInt((int) undisturbed), TimeUnit.MILLISECONDS);
        killed += run.kill() ? 1 : 0;
      }
      assertWhole(shop);
    }
    Attacks.survived("run killed at a seeded moment", killed);
  }

  /** The n-th process is killed at its n-th commit, so that each chain comes further. */
  @Test
  void a_run_that_is_killed_at_any_commit_ends_as_if_nothing_had_happened() throws Exception {
    SmallShop shop = SmallShop.in(directory.resolve("commits"));
    int killed = 0;
    boolean alive = true;
    while (alive && killed < KILLS) {
      int from = shop.commits();
      Started run = shop.start("run");
      while (run.process().isAlive() && shop.commits() <= from + killed) {
        run.process().waitFor(5, TimeUnit.MILLISECONDS);
      }
      alive = run.kill();
      killed += alive ? 1 : 0;
    }
    assertWhole(shop);
    Attacks.survived("run killed at a commit", killed);
  }

  private void assertWhole(SmallShop shop) throws Exception {
    Ended run = shop.run("run");
    assertThat(run.exit()).as(run.text()).isZero();
    assertThat(SmallShop.figures(run)).isEqualTo(expected);
    Ended verified = shop.run("verify");
    assertThat(verified.exit()).as(verified.text()).isZero();
  }
}
