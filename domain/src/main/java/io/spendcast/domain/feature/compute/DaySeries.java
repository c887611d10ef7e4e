package io.spendcast.domain.feature.compute;

import io.spendcast.domain.feature.Days;
import io.spendcast.domain.feature.Measure;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Whole numbers by day and measure, as running totals: a sum costs two binary searches. */
final class DaySeries {
  private long[] days;
  private final Map<Measure, long[]> totals = new EnumMap<>(Measure.class);
  private int size;

  /** An empty series of these measures. */
  DaySeries(Measure... measures) {
    days = new long[4];
    for (Measure measure : measures) {
      totals.put(measure, new long[days.length + 1]);
    }
  }

  /** Adds a value to a day, which must not be before the last one added. */
  void add(long day, Measure measure, long value) {
    if (size == 0 || days[size - 1] != day) {
      append(day);
    }
    long[] running = totals.get(measure);
    running[size] = Math.addExact(running[size], value);
  }

  private void append(long day) {
    if (size == days.length) {
      days = Arrays.copyOf(days, 2 * size);
      totals.replaceAll((measure, running) -> Arrays.copyOf(running, 2 * size + 1));
    }
    days[size] = day;
    size++;
    totals.values().forEach(running -> running[size] = running[size - 1]);
  }

  /** The sum of a measure over these days. */
  long sum(Measure measure, Days range) {
    long[] running = totals.get(measure);
    return running[firstFrom(range.until())] - running[firstFrom(range.from())];
  }

  /** The days among these on which the measure is not 0, ascending. */
  long[] daysWith(Measure measure, Days range) {
    long[] running = totals.get(measure);
    int from = firstFrom(range.from());
    int until = firstFrom(range.until());
    long[] found = new long[until - from];
    int count = 0;
    for (int i = from; i < until; i++) {
      if (running[i + 1] != running[i]) {
        found[count] = days[i];
        count++;
      }
    }
    return count == found.length ? found : Arrays.copyOf(found, count);
  }

  private int firstFrom(long day) {
    if (size == 0 || day > days[size - 1]) {
      return size;
    }
    int found = Arrays.binarySearch(days, 0, size, day);
    return found < 0 ? -found - 1 : found;
  }
}
