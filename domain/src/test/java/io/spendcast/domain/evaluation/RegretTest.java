package io.spendcast.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import io.spendcast.domain.planted.BayesForecast;
import io.spendcast.domain.planted.PlantedCustomer;
import io.spendcast.domain.planted.PlantedOrder;
import io.spendcast.domain.planted.PlantedPreset;
import io.spendcast.domain.planted.PlantedSales;
import io.spendcast.domain.planted.PlantedWorld;
import io.spendcast.domain.planted.PurchaseHistory;
import io.spendcast.domain.training.Algorithm;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nobody regrets the choice: in a later window that took no part in it, no other candidate is
 * better beyond chance, and by more than is of use, in deviance or in the order of customers.
 */
class RegretTest {
  private static final int CUSTOMERS = 1_200;
  private static final List<Algorithm> CANDIDATES =
      List.of(
          Algorithm.MEAN,
          Algorithm.PERSISTENCE,
          Algorithm.RATE_SEASON,
          Algorithm.BTYD,
          Algorithm.LINEAR,
          Algorithm.XGBOOST);
  private static final List<AsOfDate> TEST =
      Stream.of("2002-04-01", "2002-05-01").map(AsOfDate::parse).toList();
  private static final AsOfDate LATER = AsOfDate.parse("2002-09-01");

  /** One shop: the dates of the choice and the later one. */
  private static final class Shop {
    private final PlantedWorld world;
    private final ScoredRows choice = new ScoredRows();
    private final ScoredRows later = new ScoredRows();

    Shop(PlantedPreset preset) {
      world = PlantedWorld.of(preset, CUSTOMERS, 3);
      PlantedSales sales = new PlantedSales(world);
      List<AsOfDate> dates = Stream.concat(TEST.stream(), Stream.of(LATER)).toList();
      List<BayesForecast> bayes =
          dates.stream().map(asOf -> new BayesForecast(world, asOf)).toList();
      for (long number = 1; number <= CUSTOMERS; number++) {
        List<PlantedOrder> orders = sales.orders(PlantedCustomer.of(world, number));
        for (int i = 0; i < dates.size(); i++) {
          add(dates.get(i), "c" + number, orders, bayes.get(i));
        }
      }
    }

    private void add(
        AsOfDate asOf, String customer, List<PlantedOrder> orders, BayesForecast bayes) {
      DateWindow window = new DateWindow(asOf.day(), asOf.day().plusDays(90));
      PurchaseHistory.of(world, orders, asOf)
          .ifPresent(
              history ->
                  (asOf.equals(LATER) ? later : choice)
                      .row(
                          asOf,
                          customer,
                          spend(orders, window),
                          List.of(),
                          forecasts(
                              orders, asOf, bayes.spend(history, window), customer.hashCode())));
    }

    /** Everybody the same, two rules of the past, the best there is, and two that distort it. */
    private static double[] forecasts(
        List<PlantedOrder> orders, AsOfDate asOf, double best, int noise) {
      LocalDate day = asOf.day();
      double noisy = best * (0.5 + Math.floorMod(noise * 31, 1_000) / 1_000.0);
      return new double[] {
        60,
        spend(orders, new DateWindow(day.minusDays(90), day)),
        spend(orders, new DateWindow(day.minusYears(1), day)) * 90 / 365,
        best,
        Math.sqrt(best * 60),
        noisy
      };
    }

    private static double spend(List<PlantedOrder> orders, DateWindow window) {
      return orders.stream()
          .filter(order -> window.contains(order.day()))
          .mapToDouble(order -> order.value().doubleValue())
          .sum();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGNAL", "SIGNAL_DROPOUT", "ONE_COHORT", "HEAVY_TAIL", "SUBSCRIPTIONS"})
  void no_other_candidate_would_have_been_better_later(PlantedPreset preset) {
    Shop shop = new Shop(preset);
    int chosen = CANDIDATES.indexOf(Judge.judge(CANDIDATES, shop.choice.errors()).chosen());
    PanelErrors later = shop.later.errors();
    assertThat(IntStream.range(0, CANDIDATES.size()).filter(other -> other != chosen))
        .noneSatisfy(
            other -> {
              assertThat(later.pooled().devianceSkill(other, chosen).low()).isPositive();
              assertThat(later.pooled().devianceSkill(other, chosen).value())
                  .isGreaterThan(Judge.SMALLEST_USEFUL_SKILL);
            })
        .noneSatisfy(
            other -> {
              double better = gini(later, other) - gini(later, chosen);
              Interval difference = later.shapes().ginis().difference(other, chosen, better);
              assertThat(difference.low()).isPositive();
              assertThat(better).isGreaterThan(Chooser.NEGLIGIBLE_GINI);
            });
  }

  private static double gini(PanelErrors errors, int model) {
    return errors.ranking(model).normalisedGini();
  }
}
