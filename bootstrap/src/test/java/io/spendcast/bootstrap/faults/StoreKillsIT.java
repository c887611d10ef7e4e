package io.spendcast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.bootstrap.faults.Processes.Started;
import io.spendcast.domain.registry.Stage;
import io.spendcast.testkit.Attacks;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store, promotions and publications, killed at every commit that they make. */
@Tag("faults")
final class StoreKillsIT {
  @RegisterExtension static final MlflowServer SERVER = MlflowServer.current();

  private static final List<Stage> PROMOTED = List.of(Stage.ARCHIVED, Stage.PRODUCTION);

  @TempDir static Path directory;

  private static SmallStore store(String name) throws Exception {
    return new SmallStore(Files.createDirectories(directory.resolve(name)), name);
  }

  /** A file appears or changes by a new name, and goes away by losing it. */
  @Test
  void a_store_that_is_filled_goes_on_from_any_commit() throws Exception {
    Tracer.require();
    try (Attacks attacks = Attacks.of("embedded store killed at a commit")) {
      for (String call : List.of("rename", "unlink")) {
        boolean alive = true;
        for (int number = 1; alive; number++) {
          SmallStore store = store("filled_" + call + number);
          alive = fill(store, Tracer.killing(call, number)) == Tracer.KILLED;
          if (alive) {
            attacks.begin();
          }
          assertThat(store.flaws()).as("%s %s", call, number).isEmpty();
          store.fill();
          assertThat(store.stages()).as("%s %s", call, number).isEqualTo(PROMOTED);
          assertThat(store.hasRuns()).as("%s %s", call, number).isTrue();
          assertThat(store.flaws()).as("%s %s", call, number).isEmpty();
          attacks.survive();
        }
      }
      assertThat(attacks.survived()).isGreaterThan(20);
    }
  }

  private static int fill(SmallStore store, List<String> before) throws Exception {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        Processes.java(
            List.of(), System.getProperty("java.class.path"), SmallStore.class.getName()));
    command.addAll(List.of(store.folder().toString(), store.name()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(store.folder().resolve("said").toFile())
        .start()
        .waitFor();
  }

  @Test
  void a_promotion_is_whole_or_not_at_all_whenever_it_is_killed() throws Exception {
    Tracer.require();
    try (Attacks attacks = Attacks.of("promote, rollback killed at a commit")) {
      for (String command :
          List.of(
              "rollback",
              "promote 1 --to staging",
              "promote 2 --to archived --force --reason old")) {
        killAtEachCommit(command, attacks);
      }
      assertThat(attacks.survived()).isGreaterThan(6);
    }
  }

  private static void killAtEachCommit(String command, Attacks attacks) throws Exception {
    String[] words = command.split(" ");
    SmallStore undisturbed = store("whole_" + words[0] + words.length).fill();
    List<Stage> before = undisturbed.stages();
    assertThat(run(undisturbed, List.of(), words)).isZero();
    List<Stage> after = undisturbed.stages();
    assertThat(after).as(command).isNotEqualTo(before);
    boolean alive = true;
    int number = 0;
    while (alive) {
      number++;
      SmallStore store = store("%s%s_%s".formatted(words[0], words.length, number)).fill();
      alive = run(store, Tracer.killing("rename", number), words) == Tracer.KILLED;
      if (alive) {
        attacks.begin();
      }
      List<Stage> found = store.stages();
      assertThat(found).as("%s, %s", command, number).isIn(before, after);
      assertThat(store.flaws()).as("%s, %s", command, number).isEmpty();
      if (found.equals(before)) {
        assertThat(run(store, List.of(), words)).as("%s, %s", command, number).isZero();
      }
      assertThat(store.stages()).as("%s, %s", command, number).isEqualTo(after);
      attacks.survive();
    }
  }

  private static int run(SmallStore store, List<String> before, String... words) throws Exception {
    return Processes.start(store.folder(), Map.of(), before, store.line(words)).ended().exit();
  }

  /** A commit of a publication is a question to the server. */
  @Test
  void a_publication_that_is_killed_at_any_question_publishes_nothing_twice() throws Exception {
    int killed = 0;
    boolean alive = true;
    try (Line line = new Line(SERVER.uri());
        Attacks attacks = Attacks.of("publish killed at a question to the server")) {
      while (alive) {
        SmallStore store = store("published_" + killed).fill("one");
        line.cutAfter(killed);
        Started publish =
            Processes.start(store.folder(), Map.of(), store.line("publish", "--to", line.uri()));
        while (publish.process().isAlive() && !line.isCut()) {
          publish.process().waitFor(5, TimeUnit.MILLISECONDS);
        }
        alive = publish.kill();
        if (alive) {
          attacks.begin();
        }
        line.mend();
        Ended again =
            Worker.inThisProcess(
                directory.resolve("said"), store.line("publish", "--to", line.uri()));
        assertThat(again.exit()).as("%s: %s", killed, again.text()).isZero();
        Served served = new Served(SERVER.uri(), store.name());
        assertThat(served.versions()).as("%s", killed).containsExactly(Stage.PRODUCTION);
        assertThat(served.runs()).as("%s", killed).isEqualTo(1);
        attacks.survive();
        killed++;
      }
      assertThat(attacks.survived()).isGreaterThan(5);
    }
  }
}
