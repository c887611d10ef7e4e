package io.spendcast.domain.season;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * Repeated purchases in the whole years before a date, as they happened and as they were to be
 * expected of the customers known then, by quarter of the first purchase and by third of a month of
 * each year. So neither new customers nor those who leave look like a season.
 */
public final class RepeatCounts {
  private final PastYears past;
  private final int years;
  private final TreeMap<Integer, double[]> actual = new TreeMap<>();
  private final TreeMap<Integer, double[]> expected = new TreeMap<>();
  private final double[] age;
  private final double[] days;
  private final TreeMap<LocalDate, Integer> first = new TreeMap<>();

  /** Counts in the whole years of this past. */
  public RepeatCounts(PastYears past) {
    this.past = past;
    this.years = past.whole();
    this.age = new double[years * Season.THIRDS];
    this.days = new double[years * Season.THIRDS];
  }

  /** How many whole years it counts in. */
  int years() {
    return years;
  }

  /**
   * Adds a customer.
   *
   * @param first the first day with a purchase
   * @param repeats later days with one, by {@link PastYears#slot}; slots before the whole years are
   *     left out
   */
  public void add(LocalDate first, Map<Integer, Integer> repeats) {
    this.first.merge(first, 1, Integer::sum);
    double[] counts = counts(actual, first);
    repeats.forEach(
        (slot, count) -> {
          if (slot < counts.length) {
            counts[slot] += count;
          }
        });
  }

  private double[] counts(Map<Integer, double[]> byCohort, LocalDate day) {
    return byCohort.computeIfAbsent(past.cohort(day), cohort -> new double[years * Season.THIRDS]);
  }

  /**
   * Adds what was to be expected of the customers added.
   *
   * @param daily the repeated purchases to expect of a customer so many days after the first
   */
  public void expect(double[] daily) {
    long[] begun = first.keySet().stream().mapToLong(LocalDate::toEpochDay).toArray();
    int[] customers = first.values().stream().mapToInt(Integer::intValue).toArray();
    double[][] sums =
        first.keySet().stream().map(day -> counts(expected, day)).toArray(double[][]::new);
    LocalDate end = past.known().until();
    for (LocalDate day = end.minusYears(years); day.isBefore(end); day = day.plusDays(1)) {
      int slot = past.slot(day);
      age[slot] += ChronoUnit.DAYS.between(day, end);
      days[slot]++;
      long today = day.toEpochDay();
      for (int i = 0; i < begun.length && begun[i] < today; i++) {
        sums[i][slot] += customers[i] * daily[(int) (today - begun[i])];
      }
    }
  }

  /** Of all cohorts, in order. */
  double[][] actual() {
    return actual.values().toArray(double[][]::new);
  }

  /** Of the same cohorts. */
  double[][] expected() {
    return actual.keySet().stream()
        .map(cohort -> expected.getOrDefault(cohort, new double[years * Season.THIRDS]))
        .toArray(double[][]::new);
  }

  /** How many years before the end the days of a slot are. */
  double yearsBack(int slot) {
    return days[slot] == 0 ? 0 : age[slot] / days[slot] / 365.25;
  }
}
