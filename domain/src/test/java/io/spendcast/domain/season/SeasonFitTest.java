package io.spendcast.domain.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.DateWindow;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Simulated customers who buy with a probability on each day after their first. */
class SeasonFitTest {
  private static final LocalDate END = LocalDate.of(2001, 6, 1);
  private static final double DAILY = 0.03;

  private static DateWindow years(int years) {
    return new DateWindow(END.minusYears(years), END);
  }

  private static double none(LocalDate day) {
    return 1;
  }

  private static double christmas(LocalDate day) {
    return day.getMonth() == Month.DECEMBER ? 3 : 1;
  }

  /** Of so many customers who come on days drawn from the first part of the history. */
  private static Season found(
      DateWindow known, int customers, double joining, ToDoubleFunction<LocalDate> season) {
    return found(known, customers, joining, season, 0, 5);
  }

  private static Season found(
      DateWindow known,
      int customers,
      double joining,
      ToDoubleFunction<LocalDate> season,
      double leaving,
      int seed) {
    Random random = new Random(seed);
    PastYears past = new PastYears(known);
    RepeatCounts counts = new RepeatCounts(past);
    for (int i = 0; i < customers; i++) {
      LocalDate first =
          known.from().plusDays((long) (random.nextDouble() * joining * known.days()));
      Map<Integer, Integer> repeats = new TreeMap<>();
      boolean there = true;
      for (LocalDate day = first.plusDays(1); there && day.isBefore(END); day = day.plusDays(1)) {
        if (random.nextDouble() < DAILY * season.applyAsDouble(day)) {
          repeats.merge(past.slot(day), 1, Integer::sum);
        }
        there = random.nextDouble() >= leaving;
      }
      counts.add(first, repeats);
    }
    double[] daily = new double[(int) known.days() + 1];
    for (int day = 0; day < daily.length; day++) {
      daily[day] = DAILY * Math.pow(1 - leaving, day);
    }
    counts.expect(daily);
    return SeasonFit.of(counts);
  }

  private static double[] factors(Season season) {
    return season.factors().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double of(Season season, int month, int day) {
    return season.factor(LocalDate.of(2001, month, day));
  }

  @Test
  void a_season_that_repeats_is_found() {
    Season season = found(years(3), 2_000, 0.1, SeasonFitTest::christmas);
    double year = (334 + 31 * 3) / 365.0;
    assertThat(of(season, 12, 15)).isCloseTo(3 / year, within(0.15));
    assertThat(of(season, 7, 15)).isCloseTo(1 / year, within(0.08));
    assertThat(season.weight(new DateWindow(END, END.plusYears(1)))).isCloseTo(1, within(0.001));
  }

  @Test
  void a_shop_that_grows_all_the_time_has_no_season() {
    assertThat(found(years(2), 3_000, 1, SeasonFitTest::none).factors())
        .allSatisfy(factor -> assertThat(factor).isCloseTo(1, within(0.05)));
  }

  @Test
  void one_cohort_that_dies_out_has_no_season() {
    assertThat(found(years(2), 3_000, 0.12, SeasonFitTest::none, 0.003, 5).factors())
        .allSatisfy(factor -> assertThat(factor).isCloseTo(1, within(0.05)));
  }

  @Test
  void growth_does_not_hide_a_season() {
    Season season = found(years(2), 4_000, 1, SeasonFitTest::christmas);
    assertThat(of(season, 12, 15) / of(season, 7, 15)).isCloseTo(3, within(0.35));
    assertThat(of(season, 5, 15) / of(season, 7, 15)).isCloseTo(1, within(0.1));
  }

  /** Customers buy more and more often, and a shop of one year would take that for a season. */
  @Test
  void a_trend_over_the_years_is_no_season() {
    ToDoubleFunction<LocalDate> rising =
        day -> 1 - 0.5 * new DateWindow(day, END).days() / years(2).days();
    assertThat(found(years(2), 3_000, 0.1, rising).factors())
        .allSatisfy(factor -> assertThat(factor).isCloseTo(1, within(0.05)));
  }

  @Test
  void what_one_year_has_and_another_has_not_is_no_season() {
    ToDoubleFunction<LocalDate> once =
        day -> day.getMonth() == Month.MARCH && day.getYear() == 2000 ? 1.6 : 1;
    Season season = found(years(3), 2_000, 0.1, once);
    assertThat(of(season, 3, 15)).isLessThan(1.1);
  }

  @Test
  void one_year_alone_has_to_show_more_than_a_wrong_expectation_would() {
    ToDoubleFunction<LocalDate> weak = day -> day.getMonthValue() > 6 ? 1.1 : 0.9;
    assertThat(found(years(1), 4_000, 0.01, weak).factors())
        .allSatisfy(factor -> assertThat(factor).isCloseTo(1, within(1e-9)));
    Season strong = found(years(1), 4_000, 0.01, SeasonFitTest::christmas);
    assertThat(of(strong, 12, 15) / of(strong, 7, 15)).isBetween(2.5, 3.1);
  }

  /** Else models learn from a season that is smaller than the one they forecast by. */
  @Test
  void a_plain_season_is_the_same_after_one_year_as_after_two() {
    ToDoubleFunction<LocalDate> autumn = day -> day.getMonthValue() > 9 ? 1.9 : 0.7;
    Season early = found(years(1), 20_000, 0.01, autumn);
    Season later = found(years(2), 20_000, 0.01, autumn);
    assertThat(of(early, 11, 15)).isCloseTo(1.9, within(0.04));
    assertThat(of(early, 11, 15)).isCloseTo(of(later, 11, 15), within(0.04));
    assertThat(of(early, 7, 15)).isCloseTo(of(later, 7, 15), within(0.02));
  }

  @Test
  void few_purchases_show_no_season() {
    for (int seed = 0; seed < 20; seed++) {
      double most =
          Arrays.stream(factors(found(years(2), 20, 0.1, SeasonFitTest::none, 0, seed)))
              .max()
              .orElseThrow();
      assertThat(most).isLessThan(1.35);
    }
  }

  @Test
  void less_than_a_year_knows_no_season() {
    DateWindow brief = new DateWindow(END.minusYears(1).plusDays(1), END);
    assertThat(found(brief, 500, 0.1, SeasonFitTest::christmas)).isEqualTo(Season.UNKNOWN);
    assertThat(found(years(2), 0, 1, SeasonFitTest::none)).isEqualTo(Season.UNKNOWN);
  }
}
