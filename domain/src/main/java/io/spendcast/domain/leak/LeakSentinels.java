package io.spendcast.domain.leak;

import java.util.List;

/** The sentinels that need no more than a sample; shuffled labels need a training of their own. */
public final class LeakSentinels {
  private LeakSentinels() {}

  /** What each of them found. */
  public static List<SentinelFinding> inspect(LeakProbe probe, LeakSample sample) {
    return List.of(
        new FutureScramble(probe, sample).look(),
        new Reconciliation(probe, sample).look(),
        new PopulationCheck(probe, sample).look(),
        new Parity(probe, sample).look(),
        new SingleFeature(probe, sample).look());
  }
}
