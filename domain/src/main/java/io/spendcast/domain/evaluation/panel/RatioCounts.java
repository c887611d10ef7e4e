package io.spendcast.domain.evaluation.panel;

import io.spendcast.domain.evaluation.order.BinPair;
import io.spendcast.domain.evaluation.order.OutcomeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How many rows of neighbouring octaves have which ratio of label to forecast. */
final class RatioCounts {
  /** So that 0.1 times 20 is 2. */
  private static final double ROUNDING = 1e-9;

  /** The ratio of the forecast to itself. */
  private static final double ITSELF = 1;

  private final double from;
  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private long rows;

  private RatioCounts(double from) {
    this.from = from;
  }

  /** One for each octave, ascending. */
  static List<RatioCounts> byOctave(OutcomeShape shape) {
    List<RatioCounts> octaves = new ArrayList<>();
    int current = Integer.MIN_VALUE;
    for (long key : shape.ratioKeys()) {
      if (BinPair.first(key) != current) {
        current = BinPair.first(key);
        octaves.add(new RatioCounts(OutcomeShape.OCTAVES.from(current)));
      }
      octaves.get(octaves.size() - 1).add(BinPair.second(key), shape.rowsOf(key));
    }
    return octaves;
  }

  private void add(int ratio, long count) {
    counts.merge(ratio, count, Long::sum);
    rows += count;
  }

  void merge(RatioCounts other) {
    other.counts.forEach(this::add);
  }

  /** The smallest forecast, in currency. */
  double from() {
    return from;
  }

  long rows() {
    return rows;
  }

  /**
   * The interval between order statistics of n ratios: from the one at rank ⌊(1 − nominal)/2·(n+1)⌋
   * to the first at or below which lie ⌈nominal·(n+1)⌉ more than below the lower bound. A further
   * row from the same distribution is within with at least the nominal probability. Where most buy
   * nothing, the interval is more than these zeros: it reaches as far as the forecast. Empty if n
   * is too small for that.
   */
  Optional<PredictionIntervals.Band> band(double start, double nominal) {
    long lowRank = Math.max(1, (long) Math.floor((1 - nominal) / 2 * (rows + 1) + ROUNDING));
    long needed = (long) Math.ceil(nominal * (rows + 1) - ROUNDING);
    long seen = 0;
    long below = -1;
    int low = 0;
    for (Map.Entry<Integer, Long> ratio : counts.entrySet()) {
      if (below < 0 && seen + ratio.getValue() >= lowRank) {
        below = seen;
        low = ratio.getKey();
      }
      seen += ratio.getValue();
      if (below >= 0 && seen - below >= needed) {
        return Optional.of(
            new PredictionIntervals.Band(
                start,
                OutcomeShape.RATIOS.from(low),
                upper(low, OutcomeShape.RATIOS.to(ratio.getKey()))));
      }
    }
    return Optional.empty();
  }

  /** An interval that begins at nothing reaches at least as far as the forecast. */
  private static double upper(int low, double high) {
    return OutcomeShape.RATIOS.from(low) == 0 ? Math.max(ITSELF, high) : high;
  }
}
