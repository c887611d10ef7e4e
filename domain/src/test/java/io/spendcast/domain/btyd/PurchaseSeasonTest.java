package io.spendcast.domain.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.spendcast.domain.DateWindow;
import io.spendcast.domain.season.PastYears;
import io.spendcast.domain.season.Season;
import io.spendcast.domain.season.SeasonClock;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers who buy and leave, some of whose purchases fall out by the season. */
class PurchaseSeasonTest {
  private static final PurchaseModel TRUTH =
      new PurchaseModel(new BgNbd(0.8, 8, 0.7, 2.5), new GammaGamma(4, 5, 60));
  private static final LocalDate END = LocalDate.of(2001, 4, 1);
  private static final int HORIZON = 91;

  private final List<PurchasePast> customers = new ArrayList<>();
  private int bought;

  /** So many customers who come within a part of the history. */
  private PurchaseFit fit(int count, DateWindow known, double joining, boolean quietSummers) {
    SimulatedBuyers buyers = new SimulatedBuyers(TRUTH, 5);
    PastYears years = new PastYears(known);
    for (int i = 0; i < count; i++) {
      LocalDate first = known.from().plusDays((long) (i * joining * known.days() / count));
      List<Double> times = buyers.times((new DateWindow(first, END).days() + HORIZON) / 7.0);
      NavigableSet<LocalDate> days = days(first, times, quietSummers);
      bought += days.subSet(END, END.plusDays(HORIZON)).size();
      customers.add(past(new TreeSet<>(days.headSet(END)), years));
    }
    return PurchaseFit.of(customers, known);
  }

  private static PurchasePast past(NavigableSet<LocalDate> days, PastYears years) {
    Map<Integer, Integer> repeats = new TreeMap<>();
    days.tailSet(days.first(), false)
        .forEach(day -> repeats.merge(years.slot(day), 1, Integer::sum));
    return new PurchasePast(days.first(), days.last(), repeats, repeats.isEmpty() ? 0 : 60);
  }

  private double expected(PurchaseModel model, SeasonClock clock) {
    double weeks = clock.weeks(new DateWindow(END, END.plusDays(HORIZON)));
    return customers.stream()
        .mapToDouble(one -> model.buying().expectedPurchases(one.record(clock), weeks))
        .sum();
  }

  @Test
  void one_cohort_that_dies_out_is_no_season_and_is_forecast_at_its_level() {
    DateWindow known = new DateWindow(END.minusDays(548), END);
    PurchaseFit fit = fit(4_000, known, 0.17, false);
    assertThat(fit.season().isKnown()).isTrue();
    assertThat(fit.season().factors())
        .allSatisfy(factor -> assertThat(factor).isCloseTo(1, within(0.05)));
    assertThat(expected(fit.inSeason().orElseThrow(), SeasonClock.of(fit.season(), known)))
        .isCloseTo(bought, withinPercentage(8));
    assertThat(expected(fit.model().orElseThrow(), SeasonClock.calendar(known)))
        .isCloseTo(bought, withinPercentage(8));
  }

  @Test
  void a_shop_that_grows_has_the_season_that_its_customers_have() {
    DateWindow known = new DateWindow(END.minusDays(1_000), END);
    PurchaseFit fit = fit(6_000, known, 1, true);
    Season season = fit.season();
    assertThat(season.factor(LocalDate.of(2001, 7, 15)) / season.factor(LocalDate.of(2001, 2, 15)))
        .isBetween(0.45, 0.75);
    assertThat(season.factor(LocalDate.of(2001, 12, 15)) / season.factor(LocalDate.of(2001, 2, 15)))
        .isCloseTo(1, within(0.1));
    assertThat(PurchaseFit.parse(fit.toString())).isEqualTo(fit);
  }

  /** As in a benchmark that draws the customer of each purchase at random. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void customers_who_do_not_differ_have_a_season_all_the_same(int month) {
    LocalDate end = LocalDate.of(2001, month, 1);
    DateWindow known = new DateWindow(LocalDate.of(1998, 1, 2), end);
    PurchaseFit fit = PurchaseFit.of(alike(10_000, known), known);
    assertThat(fit.model()).isEmpty();
    assertThat(factor(fit, 11) / factor(fit, 3)).isCloseTo(3, within(0.3));
    assertThat(factor(fit, 5) / factor(fit, 3)).isCloseTo(1, within(0.15));
  }

  private static double factor(PurchaseFit fit, int month) {
    return fit.season().factor(LocalDate.of(2001, month, 15));
  }

  /** Each buys on 1 of 500 days, and three times as often from November on. */
  private static List<PurchasePast> alike(int count, DateWindow known) {
    SplittableRandom random = new SplittableRandom(7);
    PastYears years = new PastYears(known);
    List<PurchasePast> customers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TreeSet<LocalDate> days = new TreeSet<>();
      known
          .from()
          .datesUntil(known.until())
          .filter(day -> random.nextInt(500) < (day.getMonthValue() >= 11 ? 3 : 1))
          .forEach(days::add);
      if (!days.isEmpty()) {
        customers.add(past(days, years));
      }
    }
    return customers;
  }

  /** A rule without a season at one date of many would be far too low there, or far too high. */
  @ParameterizedTest
  @ValueSource(ints = {6, 7, 8, 9, 10, 11, 12})
  void a_shop_that_nobody_leaves_has_a_model_in_season_at_each_date(int month) {
    DateWindow known = new DateWindow(LocalDate.of(2000, 1, 1), LocalDate.of(2001, month, 1));
    PurchaseFit fit = PurchaseFit.of(loyal(2_000, known), known);
    assertThat(fit.model()).isPresent();
    assertThat(fit.inSeason()).isPresent();
    assertThat(fit.inSeason().orElseThrow().buying().r()).isCloseTo(1.25, within(0.15));
  }

  /** They come within 600 days and stay; the same customers whatever is known of them. */
  private static List<PurchasePast> loyal(int count, DateWindow known) {
    PurchaseModel truth = new PurchaseModel(BgNbd.endless(1.08, 15), new GammaGamma(4, 5, 60));
    SimulatedBuyers buyers = new SimulatedBuyers(truth, 8);
    PastYears years = new PastYears(known);
    List<PurchasePast> customers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LocalDate first = known.from().plusDays((long) i * 600 / count);
      NavigableSet<LocalDate> days = days(first, buyers.times(730 / 7.0), true);
      if (first.isBefore(known.until())) {
        customers.add(past(new TreeSet<>(days.headSet(known.until())), years));
      }
    }
    return customers;
  }

  /** Of a quiet summer every other purchase falls out. */
  private static NavigableSet<LocalDate> days(
      LocalDate first, List<Double> times, boolean quietSummers) {
    TreeSet<LocalDate> days = new TreeSet<>(List.of(first));
    int at = 0;
    for (double time : times) {
      LocalDate day = first.plusDays((long) Math.ceil(time * 7));
      boolean quiet = day.getMonthValue() >= Month.MAY.getValue() && day.getMonthValue() <= 8;
      if (!quietSummers || !quiet || at++ % 2 == 0) {
        days.add(day);
      }
    }
    return days;
  }

  @Test
  void a_history_under_a_year_has_a_model_and_no_season() {
    DateWindow known = new DateWindow(END.minusDays(300), END);
    PurchaseFit fit = fit(1_000, known, 0.3, false);
    assertThat(fit.model()).isPresent();
    assertThat(fit.inSeason()).isEmpty();
    assertThat(fit.season()).isEqualTo(Season.UNKNOWN);
    assertThat(PurchaseFit.parse(fit.toString())).isEqualTo(fit);
  }
}
