package io.spendcast.bootstrap.faults;

import io.spendcast.bootstrap.faults.Processes.Started;
import io.spendcast.testkit.Attacks;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are killed right after a commit: of a table, a tracked run, a model or a version. Each
 * commit of a run has its turn.
 */
@Tag("faults")
final class CommitKillsIT {
  private static final int MOST = Integer.getInteger("faults.commits", 100);

  @TempDir static Path directory;

  @Test
  void a_run_that_is_killed_at_any_commit_ends_as_if_nothing_had_happened() throws Exception {
    Undisturbed undisturbed = Undisturbed.in(directory);
    int killed = 0;
    try (Worker worker = new Worker(directory.resolve("worker"))) {
      boolean alive = true;
      while (alive && killed < MOST) {
        SmallShop shop = SmallShop.in(directory.resolve("commit-" + killed));
        Started run = shop.start("run");
        while (run.process().isAlive() && shop.commits() <= killed) {
          run.process().waitFor(5, TimeUnit.MILLISECONDS);
        }
        alive = run.kill();
        killed += alive ? 1 : 0;
        undisturbed.assertSame(shop, worker);
      }
    }
    Attacks.survived("run killed at a commit", killed);
  }
}
