package io.spendcast.domain.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What each world that looks like a shop promises of its sales. */
class PlantedShopsTest {
  private static final long MANY = 6_000;

  private record Shopper(PlantedCustomer customer, List<PlantedOrder> orders) {
    double spend() {
      return spend(order -> true);
    }

    double spend(Predicate<PlantedOrder> which) {
      return orders.stream().filter(which).mapToDouble(order -> order.value().doubleValue()).sum();
    }
  }

  private static List<Shopper> shoppers(PlantedPreset preset) {
    PlantedWorld world = PlantedWorld.of(preset, MANY, 7);
    PlantedSales sales = new PlantedSales(world);
    return LongStream.rangeClosed(1, MANY)
        .mapToObj(number -> PlantedCustomer.of(world, number))
        .map(customer -> new Shopper(customer, sales.orders(customer)))
        .toList();
  }

  private static double spendIn(List<Shopper> shoppers, int year) {
    return shoppers.stream()
        .mapToDouble(shopper -> shopper.spend(order -> order.day().getYear() == year))
        .sum();
  }

  private static double share(List<Shopper> shoppers, Predicate<Shopper> which) {
    return shoppers.stream().filter(which).count() / (double) shoppers.size();
  }

  private static boolean stillThere(Shopper shopper, int year) {
    return shopper.customer().left().isAfter(LocalDate.of(year, 1, 1));
  }

  @Test
  void a_cohort_joins_within_a_quarter_and_dwindles() {
    List<Shopper> shoppers = shoppers(PlantedPreset.ONE_COHORT);
    assertThat(shoppers)
        .allSatisfy(
            shopper ->
                assertThat(shopper.customer().joined())
                    .isBetween(LocalDate.of(2000, 1, 1), LocalDate.of(2000, 3, 30))
                    .isEqualTo(shopper.orders().get(0).day()));
    assertThat(share(shoppers, shopper -> stillThere(shopper, 2001))).isBetween(0.50, 0.58);
    assertThat(spendIn(shoppers, 2002) / spendIn(shoppers, 2001)).isBetween(0.55, 0.8);
  }

  @Test
  void a_shop_doubles_every_year() {
    List<Shopper> shoppers = shoppers(PlantedPreset.DOUBLING);
    assertThat(spendIn(shoppers, 2002) / spendIn(shoppers, 2001)).isBetween(1.8, 2.3);
    double joined2001 = share(shoppers, shopper -> joinedIn(shopper, 2001));
    assertThat(share(shoppers, shopper -> joinedIn(shopper, 2002)) / joined2001)
        .isCloseTo(2, within(0.2));
  }

  private static boolean joinedIn(Shopper shopper, int year) {
    return shopper.customer().joined().getYear() == year;
  }

  @Test
  void a_shop_loses_a_third_every_year() {
    List<Shopper> shoppers = shoppers(PlantedPreset.SHRINKING);
    assertThat(spendIn(shoppers, 2002) / spendIn(shoppers, 2001)).isBetween(0.58, 0.75);
  }

  @Test
  void one_customer_in_two_hundred_has_nearly_half_of_the_spend() {
    List<Shopper> shoppers = shoppers(PlantedPreset.HEAVY_TAIL);
    double all = shoppers.stream().mapToDouble(Shopper::spend).sum();
    double few =
        shoppers.stream()
            .map(Shopper::spend)
            .sorted(Comparator.reverseOrder())
            .limit(MANY / 200)
            .mapToDouble(spend -> spend)
            .sum();
    assertThat(few / all).isBetween(0.35, 0.6);
    assertThat(share(shoppers, shopper -> shopper.customer().logBasket() > Math.log(60 * 8)))
        .isCloseTo(0.005, within(0.004));
  }

  @Test
  void subscribers_pay_the_same_fee_every_month_until_they_stop() {
    List<Shopper> shoppers = shoppers(PlantedPreset.SUBSCRIPTIONS);
    for (Shopper shopper : shoppers) {
      List<PlantedOrder> orders = shopper.orders();
      assertThat(orders).extracting(PlantedOrder::value).containsOnly(orders.get(0).value());
      for (int i = 1; i < orders.size(); i++) {
        assertThat(orders.get(i).day())
            .isEqualTo(orders.get(i - 1).day().withDayOfMonth(1).plusMonths(1));
      }
    }
    List<Shopper> old =
        shoppers.stream().filter(one -> joinedIn(one, 2000) && stillThere(one, 2001)).toList();
    assertThat(share(old, shopper -> !stillThere(shopper, 2002)))
        .isCloseTo(1 - Math.exp(-0.15), within(0.03));
  }

  @Test
  void half_are_there_from_the_beginning_and_half_join_later_and_all_stay() {
    List<Shopper> shoppers = shoppers(PlantedPreset.TENURE_MIXED);
    Predicate<Shopper> old = one -> one.customer().joined().isBefore(LocalDate.of(2000, 3, 31));
    assertThat(share(shoppers, old)).isCloseTo(0.5 + 0.5 * 90 / 1096, within(0.02));
    assertThat(share(shoppers, one -> joinedIn(one, 2002))).isCloseTo(0.5 / 3, within(0.02));
    assertThat(share(shoppers, one -> stillThere(one, 3000))).isEqualTo(1);
  }

  @Test
  void every_order_is_worth_the_same_where_there_is_one_price() {
    assertThat(shoppers(PlantedPreset.ONE_PRICE))
        .allSatisfy(
            shopper ->
                assertThat(shopper.orders())
                    .allSatisfy(
                        order -> assertThat(order.value()).isEqualTo(new BigDecimal("60.00"))));
  }

  @Test
  void a_short_history_has_eleven_months_that_are_alike() {
    List<Shopper> shoppers = shoppers(PlantedPreset.SHORT_HISTORY);
    List<PlantedOrder> orders =
        shoppers.stream().flatMap(shopper -> shopper.orders().stream()).toList();
    assertThat(orders)
        .allSatisfy(
            order ->
                assertThat(order.day())
                    .isBetween(LocalDate.of(2002, 2, 1), LocalDate.of(2002, 12, 31)));
    for (Month month : List.of(Month.FEBRUARY, Month.JULY, Month.DECEMBER)) {
      long count = orders.stream().filter(order -> order.day().getMonth() == month).count();
      assertThat((double) count / orders.size())
          .isCloseTo(month.length(false) / 334.0, within(0.005));
    }
  }

  @Test
  void a_year_of_every_season_adds_up_to_one() {
    for (Season season : Season.values()) {
      for (int year : new int[] {2000, 2001}) {
        double sum =
            LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .mapToDouble(season::on)
                .sum();
        assertThat(sum).isCloseTo(1, within(1e-9));
      }
    }
  }
}
