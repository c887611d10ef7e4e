package io.spendcast.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import io.spendcast.domain.planted.BayesForecast;
import io.spendcast.domain.planted.PlantedCustomer;
import io.spendcast.domain.planted.PlantedOrder;
import io.spendcast.domain.planted.PlantedPreset;
import io.spendcast.domain.planted.PlantedSales;
import io.spendcast.domain.planted.PlantedWorld;
import io.spendcast.domain.planted.PurchaseHistory;
import io.spendcast.domain.training.Algorithm;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Intervals about the best forecast there can be, in a shop whose customers are drawn. */
class PlantedCoverageTest {
  private static final PlantedWorld WORLD = PlantedWorld.of(PlantedPreset.SIGNAL, 6_000, 7);
  private static final List<AsOfDate> AS_OFS =
      Stream.of("2002-04-01", "2002-07-01", "2002-10-01").map(AsOfDate::parse).toList();

  private static Evaluation evaluation() {
    ScoredRows rows = new ScoredRows();
    PlantedSales sales = new PlantedSales(WORLD);
    List<BayesForecast> forecasts =
        AS_OFS.stream().map(asOf -> new BayesForecast(WORLD, asOf)).toList();
    for (long number = 1; number <= WORLD.customers(); number++) {
      String customer = "c" + number;
      List<PlantedOrder> orders = sales.orders(PlantedCustomer.of(WORLD, number));
      for (int i = 0; i < AS_OFS.size(); i++) {
        AsOfDate asOf = AS_OFS.get(i);
        BayesForecast bayes = forecasts.get(i);
        DateWindow window = new DateWindow(asOf.day(), asOf.day().plusDays(90));
        PurchaseHistory.of(WORLD, orders, asOf)
            .ifPresent(
                history ->
                    rows.row(
                        asOf,
                        customer,
                        spend(orders, window),
                        List.of(),
                        bayes.spend(history, window)));
      }
    }
    PanelErrors errors = rows.errors();
    return new Assessment(List.of(Algorithm.MEAN), errors, 0, errors.shapes().ginis()).of(0);
  }

  private static double spend(List<PlantedOrder> orders, DateWindow window) {
    return orders.stream()
        .filter(order -> window.contains(order.day()))
        .mapToDouble(order -> order.value().doubleValue())
        .sum();
  }

  @Test
  void four_fifths_of_the_customers_of_a_later_date_lie_within() {
    Evaluation evaluation = evaluation();
    Evaluation.Coverage coverage = evaluation.coverage().orElseThrow();
    assertThat(coverage.asOf()).isEqualTo(AS_OFS.get(2));
    assertThat(coverage.share()).isBetween(0.77, 0.83);
    assertThat(evaluation.intervals().orElseThrow().bands().size()).isGreaterThan(4);
  }
}
