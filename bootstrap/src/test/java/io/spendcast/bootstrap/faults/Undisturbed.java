package io.spendcast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.bootstrap.faults.Processes.Started;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a run gives that nobody disturbs.
 *
 * @param figures what its user sees
 * @param millis how long it takes in a process of its own
 */
record Undisturbed(Map<String, String> figures, int millis) {
  /** One run, which leaves the classes it loaded to those that come after it. */
  static Undisturbed in(Path directory) throws Exception {
    SmallShop shop = SmallShop.in(directory.resolve("undisturbed"));
    Started run = Processes.startFirst(shop.folder(), shop.line("run"));
    long begin = System.nanoTime();
    while (run.process().isAlive() && Files.size(run.said()) == 0) {
      run.process().waitFor(100, TimeUnit.MILLISECONDS);
    }
    int millis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    Ended ended = run.ended();
    assertThat(ended.exit()).as(ended.text()).isZero();
    return new Undisturbed(SmallShop.figures(ended), millis);
  }

  /** The run that ended a disturbed shop gave the same, and everything is whole. */
  void assertSame(SmallShop shop, Ended run, Worker worker) throws Exception {
    assertThat(run.exit()).as(run.text()).isZero();
    assertThat(SmallShop.figures(run)).isEqualTo(figures);
    Ended verified = shop.run(worker, "verify");
    assertThat(verified.exit()).as(verified.text()).isZero();
  }
}
