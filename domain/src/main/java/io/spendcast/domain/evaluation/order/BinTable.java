package io.spendcast.domain.evaluation.order;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums by bin: a hash table of primitive numbers, since millions of rows are added to it and the
 * whole travels between machines. Merging is addition.
 */
final class BinTable implements Serializable {
  private static final long FREE = Long.MIN_VALUE;
  private static final int SMALLEST = 16;

  private final int width;
  private int size;
  private long[] keys = new long[SMALLEST];
  private double[] sums;

  /** An empty table with this many sums in each bin. */
  BinTable(int width) {
    this.width = width;
    this.sums = new double[SMALLEST * width];
    Arrays.fill(keys, FREE);
  }

  /** Adds to one sum of a bin, which is made if it is new. */
  void addTo(int sum, long bin, double value) {
    sums[slotFor(bin) * width + sum] += value;
  }

  /** Adds to the sums of a bin, in their order. */
  public void add(long bin, double... values) {
    int at = slotFor(bin) * width;
    for (int sum = 0; sum < values.length; sum++) {
      sums[at + sum] += values[sum];
    }
  }

  /** A sum of a bin; zero if there is no such bin. */
  double get(long bin, int sum) {
    int slot = slot(bin);
    return keys[slot] == FREE ? 0 : sums[slot * width + sum];
  }

  /** The bins in ascending order. */
  long[] bins() {
    return Arrays.stream(keys).filter(key -> key != FREE).sorted().toArray();
  }

  BinTable merge(BinTable other) {
    for (long bin : other.bins()) {
      int from = other.slot(bin) * width;
      add(bin, Arrays.copyOfRange(other.sums, from, from + width));
    }
    return this;
  }

  private int slotFor(long bin) {
    int slot = slot(bin);
    if (keys[slot] == bin) {
      return slot;
    }
    if (2 * size >= keys.length) {
      grow();
      slot = slot(bin);
    }
    keys[slot] = bin;
    size++;
    return slot;
  }

  /** Where the bin is, or would be. */
  private int slot(long bin) {
    int mask = keys.length - 1;
    int slot = (int) ((bin * 0x9e3779b97f4a7c15L) >>> 32) & mask;
    while (keys[slot] != FREE && keys[slot] != bin) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    double[] oldSums = sums;
    keys = new long[2 * oldKeys.length];
    sums = new double[2 * oldSums.length];
    Arrays.fill(keys, FREE);
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldKeys[old] != FREE) {
        int slot = slot(oldKeys[old]);
        keys[slot] = oldKeys[old];
        System.arraycopy(oldSums, old * width, sums, slot * width, width);
      }
    }
  }
}
