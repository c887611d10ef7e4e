package io.spendcast.domain.season;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the season in repeated purchases: what happened over what was to be expected, after the
 * level of each cohort and the trend over the years are taken out. What a history cannot tell is
 * drawn towards no season at all, as {@link Ratios} says.
 */
public final class SeasonFit {
  static final int MONTHS = 12;
  private static final int ROUNDS = 50;
  private static final double MOST_TREND = 2;
  private static final double LEAST_FACTOR = 0.02;
  private static final LocalDate SOME_YEAR = LocalDate.of(2001, 1, 1);

  private final RepeatCounts counts;
  private final double[][] actual;
  private final double[][] expected;
  private final double[] happened;
  private final double[] cohortLevel;
  private double[] season = ones(MONTHS);
  private double trend;

  private SeasonFit(RepeatCounts counts) {
    this.counts = counts;
    this.actual = counts.actual();
    this.expected = counts.expected();
    this.happened = sum(actual);
    this.cohortLevel = ones(actual.length);
  }

  /** The season of these counts; unknown with less than one whole year, or without a purchase. */
  public static Season of(RepeatCounts counts) {
    SeasonFit fit = new SeasonFit(counts);
    return Arrays.stream(fit.happened).sum() == 0 || Arrays.stream(sum(fit.expected)).sum() == 0
        ? Season.UNKNOWN
        : fit.found();
  }

  private Season found() {
    for (int round = 0; round < ROUNDS; round++) {
      fitCohorts();
      Ratios months = months(hoped());
      season = months.pooled();
      trend += trendLeft();
    }
    double[] hoped = hoped();
    Ratios months = months(hoped);
    Ratios withinMonths = new Ratios(happened, raisedTo(months, hoped), Season.THIRDS);
    return normal(months.trusted(), withinMonths.trusted());
  }

  private Ratios months(double[] hoped) {
    return new Ratios(byMonth(happened), byMonth(hoped), MONTHS);
  }

  /** The thirds that were hoped for, if each month had come as it did. */
  private static double[] raisedTo(Ratios months, double[] hoped) {
    double[] raised = hoped.clone();
    for (int slot = 0; slot < raised.length; slot++) {
      raised[slot] *= months.raw(month(slot));
    }
    return raised;
  }

  private void fitCohorts() {
    for (int cohort = 0; cohort < cohortLevel.length; cohort++) {
      double sum = 0;
      double of = 0;
      for (int slot = 0; slot < happened.length; slot++) {
        sum += actual[cohort][slot];
        of += expected[cohort][slot] * growth(slot) * season[month(slot) % MONTHS];
      }
      cohortLevel[cohort] = of == 0 ? 1 : sum / of;
    }
  }

  /** What was to be expected by slot, with the level of each cohort and the trend. */
  private double[] hoped() {
    double[] hoped = new double[happened.length];
    for (int cohort = 0; cohort < cohortLevel.length; cohort++) {
      for (int slot = 0; slot < hoped.length; slot++) {
        hoped[slot] += expected[cohort][slot] * cohortLevel[cohort] * growth(slot);
      }
    }
    return hoped;
  }

  private double growth(int slot) {
    return StrictMath.exp(-trend * counts.yearsBack(slot));
  }

  /** Half of what is left of it between the last year and the first. */
  private double trendLeft() {
    int years = counts.years();
    double[] hoped = hoped();
    double last = ofYear(hoped, 0);
    double first = ofYear(hoped, years - 1);
    double left = years > 1 && last > 0 && first > 0 ? StrictMath.log(last / first) : 0;
    double within = Math.max(-MOST_TREND, Math.min(MOST_TREND, trend + left / 2 / years));
    return within - trend;
  }

  private double ofYear(double[] hoped, int year) {
    double sum = 0;
    double of = 0;
    for (int slot = year * Season.THIRDS; slot < (year + 1) * Season.THIRDS; slot++) {
      sum += happened[slot];
      of += hoped[slot] * season[month(slot) % MONTHS];
    }
    return of == 0 ? 0 : sum / of;
  }

  /** Makes a day of a year 1 on average. */
  private static Season normal(double[] months, double[] withinMonths) {
    double[] factors = new double[Season.THIRDS];
    for (int third = 0; third < factors.length; third++) {
      factors[third] = Math.max(LEAST_FACTOR, months[Season.month(third)] * withinMonths[third]);
    }
    double year =
        SOME_YEAR
            .datesUntil(SOME_YEAR.plusYears(1))
            .mapToDouble(day -> factors[Season.third(day)])
            .average()
            .orElseThrow();
    List<Double> normal = new ArrayList<>();
    for (double factor : factors) {
      normal.add(factor / year);
    }
    return new Season(normal);
  }

  private static double[] sum(double[][] byCohort) {
    double[] sum = byCohort.length == 0 ? new double[0] : new double[byCohort[0].length];
    for (double[] cohort : byCohort) {
      for (int slot = 0; slot < sum.length; slot++) {
        sum[slot] += cohort[slot];
      }
    }
    return sum;
  }

  private static double[] byMonth(double[] slots) {
    double[] months = new double[slots.length / Season.THIRDS * MONTHS];
    for (int slot = 0; slot < slots.length; slot++) {
      months[month(slot)] += slots[slot];
    }
    return months;
  }

  /** The month of a slot, of all years. */
  private static int month(int slot) {
    return slot / Season.THIRDS * MONTHS + Season.month(slot % Season.THIRDS);
  }

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }
}
