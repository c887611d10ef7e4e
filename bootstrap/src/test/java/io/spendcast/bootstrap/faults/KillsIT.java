package io.spendcast.bootstrap.faults;

import io.spendcast.bootstrap.faults.Processes.Started;
import io.spendcast.testkit.Attacks;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are killed, again and again, and started again: the last one gives what a run gives
 * that nobody disturbed.
 */
@Tag("faults")
final class KillsIT {
  private static final int KILLS = Integer.getInteger("faults.kills", 50);

  /** After so many, a chain of kills is let go to its end, and another one begins. */
  private static final int CHAIN = 5;

  @TempDir static Path directory;

  @Test
  void a_run_that_is_killed_at_any_moment_ends_as_if_nothing_had_happened() throws Exception {
    Undisturbed undisturbed = Undisturbed.in(directory);
    Random random = new Random(11);
    int killed = 0;
    try (Worker worker = new Worker(directory.resolve("worker"))) {
      for (int chain = 0; killed < KILLS; chain++) {
        SmallShop shop = SmallShop.in(directory.resolve("moments-" + chain));
        for (int i = 0; i < CHAIN && killed < KILLS; i++) {
          Started run = shop.start("run");
          run.process().waitFor(random.nextInt(undisturbed.millis()), TimeUnit.MILLISECONDS);
          killed += run.kill() ? 1 : 0;
        }
        undisturbed.assertSame(shop, worker);
      }
    }
    Attacks.survived("run killed at a seeded moment", killed);
  }
}
