package io.spendcast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.bootstrap.faults.Processes.Started;
import io.spendcast.testkit.Attacks;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are killed, started again with the same command, and killed again, until one comes to
 * its end: it gives what a run gives that nobody disturbed.
 */
@Tag("faults")
final class KillsIT {
  private static final int KILLS = Integer.getInteger("faults.kills", 50);
  private static final int COMMITS = Integer.getInteger("faults.commits", 100);

  @TempDir static Path directory;
  private static Undisturbed undisturbed;
  private static Worker worker;

  @BeforeAll
  static void run_undisturbed() throws Exception {
    undisturbed = Undisturbed.in(directory);
    worker = new Worker(directory.resolve("worker"));
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @Test
  void a_run_that_is_killed_at_any_moment_ends_as_if_nothing_had_happened() throws Exception {
    Random random = new Random(11);
    try (Attacks attacks = Attacks.of("run killed at a seeded moment")) {
      int killed = 0;
      for (int chain = 0; killed < KILLS; chain++) {
        SmallShop shop = SmallShop.in(directory.resolve("moments-" + chain));
        Started run = shop.start("run");
        boolean alive = true;
        while (alive && killed < KILLS) {
          run.process().waitFor(random.nextInt(undisturbed.millis()), TimeUnit.MILLISECONDS);
          alive = run.kill();
          if (alive) {
            attacks.begin();
            killed++;
            run = shop.start("run");
          }
        }
        undisturbed.assertSame(shop, run.ended(), worker);
        attacks.survive();
      }
    }
  }

  /** Each commit of a run has its turn; one is known by its table and by what was before it. */
  @Test
  void a_run_that_is_killed_at_any_commit_ends_as_if_nothing_had_happened() throws Exception {
    SmallShop shop = SmallShop.in(directory.resolve("commits"));
    Set<String> had = new TreeSet<>();
    try (Attacks attacks = Attacks.of("run killed at a commit")) {
      Started run = shop.start("run");
      while (had.size() < COMMITS && killedAtNewCommit(shop, run, had)) {
        attacks.begin();
        run = shop.start("run");
      }
      undisturbed.assertSame(shop, run.ended(), worker);
      attacks.survive();
      assertThat(attacks.survived()).as("%s", had).isGreaterThan(Math.min(COMMITS, 15) - 1);
    }
  }

  private static boolean killedAtNewCommit(SmallShop shop, Started run, Set<String> had)
      throws Exception {
    Commits commits = Commits.of(shop);
    while (run.process().isAlive()) {
      for (String commit : commits.next()) {
        if (had.add(commit)) {
          return run.kill();
        }
      }
      run.process().waitFor(10, TimeUnit.MILLISECONDS);
    }
    return false;
  }
}
