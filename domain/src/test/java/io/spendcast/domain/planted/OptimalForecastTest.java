package io.spendcast.domain.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.planted.PlantedWorld.Lifetime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The best forecasts against what customers then do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OptimalForecastTest {
  private static final AsOfDate AS_OF = AsOfDate.parse("2002-10-03");
  private static final DateWindow WINDOW = new DateWindow(AS_OF.day(), AS_OF.day().plusDays(90));

  private final Map<PlantedWorld, List<Case>> cases = new HashMap<>();

  /** A customer who had ordered before: what came, and what the two forecasts said. */
  private record Case(PurchaseHistory history, double label, double bayes, double oracle) {}

  private List<Case> cases(PlantedWorld world) {
    return cases.computeIfAbsent(world, OptimalForecastTest::casesOf);
  }

  private static List<Case> casesOf(PlantedWorld world) {
    PlantedSales sales = new PlantedSales(world);
    BayesForecast bayes = new BayesForecast(world, AS_OF);
    OracleForecast oracle = new OracleForecast(world);
    List<Case> cases = new ArrayList<>();
    for (long number = 1; number <= world.customers(); number++) {
      PlantedCustomer customer = PlantedCustomer.of(world, number);
      List<PlantedOrder> orders = sales.orders(customer);
      PurchaseHistory.of(world, orders, AS_OF)
          .ifPresent(
              history ->
                  cases.add(
                      new Case(
                          history,
                          label(orders),
                          bayes.spend(history, WINDOW),
                          oracle.spend(customer, AS_OF, WINDOW))));
    }
    return cases;
  }

  private static double label(List<PlantedOrder> orders) {
    return orders.stream()
        .filter(order -> WINDOW.contains(order.day()))
        .mapToDouble(order -> order.value().doubleValue())
        .sum();
  }

  private static double mean(List<Case> cases, ToDoubleFunction<Case> value) {
    return cases.stream().mapToDouble(value).average().orElseThrow();
  }

  private static double squaredError(List<Case> cases, ToDoubleFunction<Case> forecast) {
    return mean(cases, one -> Math.pow(forecast.applyAsDouble(one) - one.label(), 2));
  }

  /** In standard errors of the mean difference. */
  private static double bias(List<Case> cases, ToDoubleFunction<Case> miss) {
    double mean = mean(cases, miss);
    if (mean == 0) {
      return 0;
    }
    double variance = mean(cases, one -> Math.pow(miss.applyAsDouble(one) - mean, 2));
    return mean / Math.sqrt(variance / cases.size());
  }

  /**
   * A posterior mean is right in every group that is chosen by the history. So are totals by number
   * of orders, by time since the first and the last and by basket; the oracle's too, since nobody
   * chose by luck.
   */
  @ParameterizedTest
  @MethodSource({"worldsWithSomethingToKnow", "worldsWithout"})
  void forecasts_are_right_on_average_in_every_group_the_history_can_tell(PlantedWorld world) {
    for (List<Case> group : groups(cases(world))) {
      assertThat(bias(group, one -> one.label() - one.bayes())).isBetween(-4.0, 4.0);
      assertThat(bias(group, one -> one.label() - one.oracle())).isBetween(-4.0, 4.0);
    }
  }

  /**
   * Of shops: wholesale is a mixture, and payments are regular; groups are what is there of them.
   */
  @ParameterizedTest
  @EnumSource(
      names = {
        "ONE_COHORT",
        "DOUBLING",
        "SHRINKING",
        "HEAVY_TAIL",
        "SUBSCRIPTIONS",
        "TENURE_MIXED",
        "ONE_PRICE",
        "SHORT_HISTORY"
      })
  void forecasts_of_shops_are_right_on_average_and_of_whom_both_forecast_alike(
      PlantedPreset preset) {
    List<Case> cases = casesOf(PlantedWorld.of(preset, 4_000, 7));
    assertThat(squaredError(cases, Case::oracle))
        .isLessThanOrEqualTo(squaredError(cases, Case::bayes) * 1.001);
    for (List<Case> group : allGroups(cases)) {
      if (group.size() > 100) {
        assertThat(bias(group, one -> one.label() - one.bayes())).isBetween(-4.0, 4.0);
        assertThat(bias(group, one -> one.label() - one.oracle())).isBetween(-4.0, 4.0);
        assertThat(mean(group, Case::oracle))
            .isCloseTo(mean(group, Case::bayes), withinPercentage(25));
      }
    }
  }

  private static List<List<Case>> groups(List<Case> cases) {
    List<List<Case>> groups = allGroups(cases);
    assertThat(groups).allSatisfy(group -> assertThat(group).hasSizeGreaterThan(100));
    return groups;
  }

  private static List<List<Case>> allGroups(List<Case> cases) {
    return List.of(
        cases,
        cases.stream().filter(one -> one.history().orders() <= 3).toList(),
        cases.stream().filter(one -> one.history().orders() > 10).toList(),
        cases.stream().filter(one -> isLongAgo(one.history())).toList(),
        cases.stream().filter(one -> !isLongAgo(one.history())).toList(),
        cases.stream().filter(one -> meanLog(one) > Math.log(100)).toList(),
        cases.stream().filter(one -> isNew(one.history())).toList(),
        cases.stream().filter(one -> !isNew(one.history())).toList());
  }

  private static boolean isNew(PurchaseHistory history) {
    return history.first().isAfter(AS_OF.day().minusDays(540));
  }

  private static boolean isLongAgo(PurchaseHistory history) {
    return history.last().isBefore(AS_OF.day().minusDays(120));
  }

  private static double meanLog(Case one) {
    return one.history().logValues() / one.history().orders();
  }

  static List<PlantedWorld> worldsWithout() {
    return List.of(PlantedWorld.of(PlantedPreset.NO_SIGNAL, 8_000, 7));
  }

  static List<PlantedWorld> worldsWithSomethingToKnow() {
    PlantedWorld pareto = PlantedWorld.of(PlantedPreset.SIGNAL_DROPOUT, 8_000, 7);
    PlantedWorld exponential = pareto.with(new Lifetime(Double.POSITIVE_INFINITY, 0.7));
    return List.of(
        PlantedWorld.of(PlantedPreset.SIGNAL, 8_000, 7),
        PlantedWorld.of(PlantedPreset.DRIFT, 8_000, 7),
        pareto,
        exponential);
  }

  /**
   * Against the oracle instead of what then happened, the luck of who orders when is gone, and a
   * bias of a few percent shows.
   */
  @ParameterizedTest
  @MethodSource("worldsWithSomethingToKnow")
  void who_knows_more_errs_less_and_whom_both_forecast_they_forecast_alike(PlantedWorld world) {
    List<Case> cases = cases(world);
    double level = mean(cases, Case::label);
    double constant = squaredError(cases, one -> level);
    assertThat(squaredError(cases, Case::bayes)).isLessThan(0.75 * constant);
    assertThat(squaredError(cases, Case::oracle)).isLessThan(squaredError(cases, Case::bayes));
    for (List<Case> group : groups(cases)) {
      assertThat(bias(group, one -> one.oracle() - one.bayes())).isBetween(-4.0, 4.0);
    }
  }

  @Test
  void without_signal_both_say_the_same_to_everybody() {
    List<Case> cases = cases(PlantedWorld.of(PlantedPreset.NO_SIGNAL, 500, 7));
    double expected =
        3
            * Exposure.ofSpend(PlantedWorld.of(PlantedPreset.NO_SIGNAL, 1, 7)).in(WINDOW)
            * 60
            * Math.exp(0.18);
    assertThat(cases)
        .allSatisfy(
            one -> {
              assertThat(one.bayes()).isCloseTo(expected, within(1e-9));
              assertThat(one.oracle()).isCloseTo(expected, within(1e-9));
            });
  }

  @Test
  void integration_and_closed_form_agree_where_both_hold() {
    BayesForecast bayes = new BayesForecast(PlantedWorld.of(PlantedPreset.DRIFT, 1, 7), AS_OF);
    assertThat(bayes.isClosedForm()).isTrue();
    for (int orders : new int[] {1, 2, 7, 60}) {
      PurchaseHistory history =
          new PurchaseHistory(
              LocalDate.of(2000, 5, 1), LocalDate.of(2002, 5, 1), orders, orders * Math.log(80));
      assertThat(bayes.integrated(history, WINDOW) / bayes.spend(history, WINDOW))
          .isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void silence_after_many_orders_tells_of_a_customer_who_left() {
    BayesForecast bayes =
        new BayesForecast(PlantedWorld.of(PlantedPreset.SIGNAL_DROPOUT, 1, 7), AS_OF);
    assertThat(bayes.isClosedForm()).isFalse();
    LocalDate first = LocalDate.of(2000, 5, 1);
    double silent =
        bayes.spend(new PurchaseHistory(first, LocalDate.of(2001, 5, 1), 30, 30 * 4), WINDOW);
    double active =
        bayes.spend(new PurchaseHistory(first, LocalDate.of(2002, 9, 20), 30, 30 * 4), WINDOW);
    assertThat(silent).isLessThan(active / 100);
  }

  /** Rates of leaving are Gamma with shape 1 and mean 1 a year: of age A half stay A + 1 years. */
  @ParameterizedTest
  @ValueSource(ints = {30, 365, 900})
  void who_has_stayed_for_long_is_likely_to_stay(int age) {
    BayesForecast bayes =
        new BayesForecast(PlantedWorld.of(PlantedPreset.SIGNAL_DROPOUT, 1, 7), AS_OF);
    LocalDate now = AS_OF.day();
    PurchaseHistory history = new PurchaseHistory(now.minusDays(age), now.minusDays(1), 5, 5 * 4);
    double today = bayes.spend(history, new DateWindow(now, now.plusDays(1)));
    LocalDate later = now.plusDays(365);
    assertThat(bayes.spend(history, new DateWindow(later, later.plusDays(1))) / today)
        .isCloseTo((365.0 + age) / (365 + age + 365), within(1e-9));
  }
}
