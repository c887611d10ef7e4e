package io.spendcast.domain.drift;

import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often which values of one feature occur: a histogram whose cells are the upper 16 bits of a
 * double, so that a value is known to 1/16 of itself, small whole numbers exactly, and zero and
 * missing values apart. Sketches of disjoint rows merge by addition, so rows never have to meet in
 * one place.
 */
public final class ValueSketch implements Serializable {
  private static final int DROPPED_BITS = 48;

  private long missing;
  private long zeros;
  private double sum;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;
  private final Cells above = new Cells();
  private final Cells below = new Cells();

  /** A sketch of no rows. */
  public ValueSketch() {}

  /** Adds a value; NaN stands for a missing one. */
  public void add(double value) {
    if (Double.isNaN(value)) {
      missing++;
      return;
    }
    sum += value;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    if (value == 0) {
      zeros++;
    } else {
      int cell = (int) (Double.doubleToRawLongBits(Math.abs(value)) >>> DROPPED_BITS);
      (value > 0 ? above : below).add(cell, 1);
    }
  }

  /** Adds the rows of another sketch; returns this. */
  public ValueSketch merge(ValueSketch other) {
    missing += other.missing;
    zeros += other.zeros;
    sum += other.sum;
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
    above.merge(other.above);
    below.merge(other.below);
    return this;
  }

  /** Number of rows. */
  public long rows() {
    return missing + known();
  }

  private long known() {
    return zeros + above.total + below.total;
  }

  /** Rows without a value. */
  public long missing() {
    return missing;
  }

  /** Rows with the value zero. */
  public long zeros() {
    return zeros;
  }

  /** Mean of the values that are known; NaN if none is. */
  public double mean() {
    return sum / known();
  }

  /**
   * A value that so large a share of the known values does not exceed, to the width of a cell; NaN
   * if none is known.
   */
  public double quantile(double share) {
    long wanted = (long) Math.ceil(share * known());
    long passed = 0;
    for (var cell : cells().entrySet()) {
      passed += cell.getValue();
      if (passed >= Math.max(1, wanted)) {
        return Math.max(least, Math.min(greatest, value(cell.getKey())));
      }
    }
    return Double.NaN;
  }

  /** Rows by cell, in the order of the values; zero is the cell 0, missing values are in none. */
  SortedMap<Integer, Long> cells() {
    SortedMap<Integer, Long> cells = new TreeMap<>();
    above.forEach((cell, rows) -> cells.put(cell + 1, rows));
    below.forEach((cell, rows) -> cells.put(-cell - 1, rows));
    if (zeros > 0) {
      cells.put(0, zeros);
    }
    return cells;
  }

  /** The value of a cell that is nearest to zero. */
  private static double value(int cell) {
    double magnitude =
        cell == 0 ? 0 : Double.longBitsToDouble((long) (Math.abs(cell) - 1) << DROPPED_BITS);
    return cell < 0 ? -magnitude : magnitude;
  }

  /** Counts by cell in an array that reaches as far as the values do. */
  private static final class Cells implements Serializable {
    private int first;
    private long[] rows = {};
    private long total;

    void add(int cell, long count) {
      reach(cell);
      rows[cell - first] += count;
      total += count;
    }

    private void reach(int cell) {
      if (rows.length == 0) {
        first = cell;
        rows = new long[1];
      } else if (cell < first || cell >= first + rows.length) {
        int from = Math.min(cell, first);
        long[] wider = new long[Math.max(cell + 1, first + rows.length) - from];
        System.arraycopy(rows, 0, wider, first - from, rows.length);
        first = from;
        rows = wider;
      }
    }

    void merge(Cells other) {
      other.forEach(this::add);
    }

    void forEach(CellVisitor visitor) {
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] > 0) {
          visitor.visit(first + i, rows[i]);
        }
      }
    }
  }

  /** Is told of the cells that are not empty, in their order. */
  private interface CellVisitor {
    void visit(int cell, long rows);
  }
}
