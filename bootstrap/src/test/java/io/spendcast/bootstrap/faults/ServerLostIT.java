package io.spendcast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.testkit.Attacks;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real MLflow server that is lost for part of a run, at one question after another. */
@Tag("faults")
final class ServerLostIT {
  @RegisterExtension static final MlflowServer SERVER = MlflowServer.current();

  /** From the first question to the last ones of a run. */
  private static final int[] CUTS = {0, 10, 40, 80, 120, 160};

  @TempDir static Path directory;

  @Test
  void a_server_that_is_lost_for_part_of_a_run_is_unavailable_and_the_next_run_goes_on()
      throws Exception {
    try (Worker worker = new Worker(directory.resolve("worker"));
        Line line = new Line(SERVER.uri());
        Attacks attacks = Attacks.of("MLflow server lost for part of a run")) {
      Ended kept = run(SmallShop.in(directory.resolve("kept")), worker, line, "kept");
      assertThat(kept.exit()).as(kept.text()).isZero();
      Map<String, String> expected = SmallShop.figures(kept);
      for (int cut : CUTS) {
        SmallShop shop = SmallShop.in(directory.resolve("cut-" + cut));
        line.cutAfter(cut);
        Ended ended = run(shop, worker, line, "cut-" + cut);
        // 6 if a registration was sent and no answer came.
        assertThat(ended.exit()).as("%s: %s", cut, ended.text()).isIn(0, 5, 6);
        assertThat(ended.exit() == 0).as("%s: %s", cut, ended.text()).isEqualTo(!line.isCut());
        if (line.isCut()) {
          attacks.begin();
        }
        line.mend();
        Ended next = run(shop, worker, line, "cut-" + cut);
        assertThat(next.exit()).as("%s: %s", cut, next.text()).isZero();
        assertThat(SmallShop.figures(next)).as("%s", cut).isEqualTo(expected);
        attacks.survive();
      }
      assertThat(attacks.survived()).isPositive();
    }
  }

  private static Ended run(SmallShop shop, Worker worker, Line line, String name) throws Exception {
    return shop.run(
        worker,
        "run",
        "--set",
        "tracking.uri=" + line.uri(),
        "--set",
        "tracking.experiment=" + name,
        "--set",
        "registry.model=" + name.replace('-', '_'));
  }
}
