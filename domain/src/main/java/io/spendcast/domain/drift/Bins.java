package io.spendcast.domain.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The bins in which two samples of one feature are compared: missing, zero, and about ten of equal
 * size among the other values of the reference. Where a single value is more frequent than that,
 * there are fewer.
 */
final class Bins {
  private static final int WANTED = 10;
  private static final int MISSING = 0;
  private static final int ZERO = 1;
  private static final int FIRST = 2;

  /** The last cell of each bin but the last, ascending. */
  private final List<Integer> ends;

  private Bins(List<Integer> ends) {
    this.ends = ends;
  }

  static Bins of(ValueSketch reference) {
    long others = reference.rows() - reference.missing() - reference.zeros();
    List<Integer> ends = new ArrayList<>();
    long passed = 0;
    for (Map.Entry<Integer, Long> cell : reference.cells().entrySet()) {
      if (cell.getKey() != 0) {
        passed += cell.getValue();
        if (passed < others && passed * WANTED >= others * (ends.size() + 1)) {
          ends.add(cell.getKey());
        }
      }
    }
    return new Bins(ends);
  }

  int count() {
    return FIRST + ends.size() + 1;
  }

  /** The share of the sketch's rows in each bin. */
  double[] shares(ValueSketch sketch) {
    double[] shares = new double[count()];
    shares[MISSING] = (double) sketch.missing() / sketch.rows();
    sketch.cells().forEach((cell, rows) -> shares[bin(cell)] += (double) rows / sketch.rows());
    return shares;
  }

  private int bin(int cell) {
    if (cell == 0) {
      return ZERO;
    }
    int bin = 0;
    while (bin < ends.size() && cell > ends.get(bin)) {
      bin++;
    }
    return FIRST + bin;
  }
}
