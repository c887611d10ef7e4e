package io.spendcast.domain.season;

/**
 * What happened over what was hoped for, by year and by the parts of a year; each year is 1 as a
 * whole.
 *
 * <p>A season is what repeats. With two years or more, that of the differences between parts which
 * the years have in common is kept, and the rest counts as noise. One year alone has to show more
 * than chance and a wrong expectation would.
 */
final class Ratios {
  /** So far an expectation may be off in a part of a year: what one year alone has to exceed. */
  private static final double MISFIT = 0.15;

  private final double[] happened;
  private final double[] hoped;
  private final int parts;
  private final int years;

  /** Of sums by year and part. */
  Ratios(double[] happened, double[] hoped, int parts) {
    this.happened = happened;
    this.parts = parts;
    this.years = happened.length / parts;
    this.hoped = new double[hoped.length];
    for (int i = 0; i < hoped.length; i++) {
      double level = sum(happened, i / parts) / sum(hoped, i / parts);
      this.hoped[i] = Double.isFinite(level) ? hoped[i] * level : 0;
    }
  }

  private double sum(double[] values, int year) {
    double sum = 0;
    for (int i = year * parts; i < (year + 1) * parts; i++) {
      sum += values[i];
    }
    return sum;
  }

  /** Of one part of one year, as it is. */
  double raw(int i) {
    return hoped[i] == 0 ? 1 : happened[i] / hoped[i];
  }

  /** Of the parts, over all years. */
  double[] pooled() {
    double[] pooled = new double[parts];
    for (int part = 0; part < parts; part++) {
      double sum = 0;
      double of = 0;
      for (int i = part; i < hoped.length; i += parts) {
        sum += happened[i];
        of += hoped[i];
      }
      pooled[part] = of == 0 ? 1 : sum / of;
    }
    return pooled;
  }

  /** The same, drawn towards 1 as far as the history does not show it. */
  double[] trusted() {
    double trust = trust();
    double[] trusted = pooled();
    for (int part = 0; part < parts; part++) {
      trusted[part] = 1 + trust * (trusted[part] - 1);
    }
    return trusted;
  }

  private double trust() {
    double within = 0;
    for (int year = 0; year < years; year++) {
      within += inCommon(year, year) / years;
    }
    double signal = years == 1 ? within - chance() : repeated();
    double noise = Math.max(within - signal, chance());
    double trust = signal <= 0 ? 0 : signal / (signal + noise / years);
    return years == 1 ? trust * beyondMisfit(signal) : trust;
  }

  /**
   * Nothing of what a wrong expectation may be, all of what is twice as large or larger, as
   * standard deviations: so a season that is plain after one year is the same after two.
   */
  private static double beyondMisfit(double signal) {
    double beyond = (signal - MISFIT * MISFIT) / (4 * MISFIT * MISFIT - MISFIT * MISFIT);
    return Math.max(0, Math.min(1, beyond));
  }

  /** The variance that the years have in common, of all pairs of them. */
  private double repeated() {
    double repeated = 0;
    for (int one = 0; one < years; one++) {
      for (int other = 0; other < one; other++) {
        repeated += inCommon(one, other) * 2 / years / (years - 1);
      }
    }
    return repeated;
  }

  /** The mean product of two years' differences from 1. */
  private double inCommon(int one, int other) {
    double sum = 0;
    for (int part = 0; part < parts; part++) {
      sum += (raw(one * parts + part) - 1) * (raw(other * parts + part) - 1);
    }
    return sum / parts;
  }

  /** The variance that purchases would have if each came by itself. */
  private double chance() {
    double sum = 0;
    int known = 0;
    for (double expected : hoped) {
      sum += expected > 0 ? 1 / expected : 0;
      known += expected > 0 ? 1 : 0;
    }
    return known == 0 ? 1 : sum / known;
  }
}
