package io.spendcast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

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
  static Undisturbed in(Path directory) throws Exception {
    SmallShop first = SmallShop.in(directory.resolve("first"));
    assertThat(Processes.startFirst(first.folder(), first.line("run")).ended().exit()).isZero();
    SmallShop shop = SmallShop.in(directory.resolve("undisturbed"));
    long begin = System.nanoTime();
    Ended run = shop.run("run");
    int millis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    assertThat(run.exit()).as(run.text()).isZero();
    return new Undisturbed(SmallShop.figures(run), millis);
  }

  /** The next run of a disturbed shop gives the same, and leaves everything whole. */
  void assertSame(SmallShop shop, Worker worker) throws Exception {
    Ended run = shop.run(worker, "run");
    assertThat(run.exit()).as(run.text()).isZero();
    assertThat(SmallShop.figures(run)).isEqualTo(figures);
    Ended verified = shop.run(worker, "verify");
    assertThat(verified.exit()).as(verified.text()).isZero();
  }
}
