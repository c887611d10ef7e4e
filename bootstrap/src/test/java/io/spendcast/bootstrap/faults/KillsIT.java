package io.spendcast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.bootstrap.faults.Processes.Started;
import io.spendcast.testkit.Attacks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
      int within = undisturbed.millis();
      for (int chain = 0; killed < KILLS; chain++) {
        SmallShop shop = SmallShop.in(directory.resolve("moments-" + chain));
        Started run = shop.start("run");
        boolean alive = true;
        boolean whole = true;
        while (alive && killed < KILLS) {
          int moment = random.nextInt(within);
          run.process().waitFor(moment, TimeUnit.MILLISECONDS);
          alive = run.kill();
          // A whole run takes less than it did, so a later moment would find none to kill.
          within = alive || !whole ? within : Math.max(1, moment);
          whole = false;
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

  @Test
  void a_promotion_to_production_is_whole_or_not_at_all_whenever_it_is_killed() throws Exception {
    Tracer.require();
    SmallShop shop = new SmallShop(directory.resolve("undisturbed"));
    try (Attacks attacks = Attacks.of("promote to Production killed at a commit")) {
      boolean alive = true;
      for (int number = 1; alive; number++) {
        moved(shop, "promote 1 --to archived --force --reason tried", "Archived");
        List<String> line = shop.line("promote", "1", "--to", "production");
        Ended killed =
            Processes.start(shop.folder(), Map.of(), Tracer.killing("rename", number), line)
                .ended();
        alive = killed.exit() == Tracer.KILLED;
        if (alive) {
          attacks.begin();
        }
        moved(shop, "promote 1 --to production", "Production");
        attacks.survive();
      }
      Ended verified = shop.run(worker, "verify");
      assertThat(verified.exit()).as(verified.text()).isZero();
      assertThat(attacks.survived()).isPositive();
    }
  }

  private static void moved(SmallShop shop, String command, String stage) throws Exception {
    Ended ended = shop.run(worker, command.split(" "));
    assertThat(ended.exit()).as("%s: %s", command, ended.text()).isZero();
    assertThat(ended.json().at("/model/stage").asText()).isEqualTo(stage);
  }
}
