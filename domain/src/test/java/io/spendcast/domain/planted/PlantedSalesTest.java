package io.spendcast.domain.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.planted.PlantedWorld.Lifetime;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rates and shares against the distributions that the world states. */
class PlantedSalesTest {
  private static final long MANY = 20_000;
  private static final double YEARS = 3;

  private static PlantedWorld world(PlantedPreset preset) {
    return PlantedWorld.of(preset, MANY, 7);
  }

  private static List<PlantedCustomer> customers(PlantedWorld world) {
    return LongStream.rangeClosed(1, world.customers())
        .mapToObj(number -> PlantedCustomer.of(world, number))
        .toList();
  }

  private static List<PlantedOrder> orders(PlantedWorld world) {
    PlantedSales sales = new PlantedSales(world);
    return customers(world).stream().flatMap(customer -> sales.orders(customer).stream()).toList();
  }

  private static <T> double mean(List<T> of, ToDoubleFunction<T> value) {
    return of.stream().mapToDouble(value).average().orElseThrow();
  }

  private static <T> double deviation(List<T> of, ToDoubleFunction<T> value) {
    double mean = mean(of, value);
    return Math.sqrt(mean(of, one -> Math.pow(value.applyAsDouble(one) - mean, 2)));
  }

  private static <T> double share(List<T> of, Predicate<T> which) {
    return mean(of, one -> which.test(one) ? 1 : 0);
  }

  private static double log(PlantedOrder order) {
    return Math.log(order.value().doubleValue());
  }

  @ParameterizedTest
  @EnumSource(PlantedPreset.class)
  void who_is_asked_first_or_in_which_company_changes_nothing(PlantedPreset preset) {
    PlantedWorld small = PlantedWorld.of(preset, 50, 7);
    PlantedWorld large = PlantedWorld.of(preset, 5_000, 7);
    List<Long> numbers = new ArrayList<>(LongStream.rangeClosed(1, 50).boxed().toList());
    List<List<PlantedOrder>> inOrder = numbers.stream().map(n -> ordersOf(small, n)).toList();
    Collections.shuffle(numbers, new Random(1));
    for (long number : numbers) {
      assertThat(ordersOf(large, number)).isEqualTo(inOrder.get((int) number - 1));
    }
    assertThat(orders(PlantedWorld.of(preset, 50, 8))).isNotEqualTo(orders(small));
  }

  private static List<PlantedOrder> ordersOf(PlantedWorld world, long number) {
    return new PlantedSales(world).orders(PlantedCustomer.of(world, number));
  }

  @Test
  void habits_are_distributed_as_stated() {
    List<PlantedCustomer> customers = customers(world(PlantedPreset.SIGNAL));
    assertThat(mean(customers, PlantedCustomer::rate)).isCloseTo(3, within(0.14));
    assertThat(deviation(customers, PlantedCustomer::rate))
        .isCloseTo(3 / Math.sqrt(0.6), within(0.26));
    assertThat(mean(customers, PlantedCustomer::logBasket)).isCloseTo(Math.log(60), within(0.025));
    assertThat(deviation(customers, PlantedCustomer::logBasket)).isCloseTo(0.7, within(0.018));
    assertThat(mean(customers, PlantedCustomer::webShare)).isCloseTo(0.3, within(0.007));
    assertThat(correlation(customers)).isCloseTo(0, within(0.036));
  }

  private static double correlation(List<PlantedCustomer> customers) {
    ToDoubleFunction<PlantedCustomer> logRate = customer -> Math.log(customer.rate());
    double product = mean(customers, one -> logRate.applyAsDouble(one) * one.logBasket());
    return (product - mean(customers, logRate) * mean(customers, PlantedCustomer::logBasket))
        / (deviation(customers, logRate) * deviation(customers, PlantedCustomer::logBasket));
  }

  @Test
  void customers_order_at_their_rates_and_baskets_are_worth_what_they_are_worth_to_them() {
    PlantedWorld world = world(PlantedPreset.SIGNAL);
    PlantedSales sales = new PlantedSales(world);
    double expected = 0;
    double orders = 0;
    double standardised = 0;
    double squares = 0;
    double web = 0;
    double webExpected = 0;
    for (PlantedCustomer customer : customers(world)) {
      expected += customer.rate() * YEARS;
      for (PlantedOrder order : sales.orders(customer)) {
        orders++;
        double z = (log(order) - customer.logBasket()) / world.baskets().withinDeviation();
        standardised += z;
        squares += z * z;
        web += order.onWeb() ? 1 : 0;
        webExpected += customer.webShare();
      }
    }
    assertThat(orders).isCloseTo(expected, within(5 * Math.sqrt(expected)));
    assertThat(standardised / orders).isCloseTo(0, within(5 / Math.sqrt(orders)));
    assertThat(squares / orders).isCloseTo(1, within(5 * Math.sqrt(2 / orders)));
    assertThat(web).isCloseTo(webExpected, within(5 * Math.sqrt(orders * 0.21)));
  }

  @Test
  void months_weigh_as_in_tpcds() {
    List<PlantedOrder> orders = orders(world(PlantedPreset.SIGNAL));
    double total = 0;
    for (Month month : Month.values()) {
      double weight = Season.ofMonth(month);
      total += weight;
      assertThat(share(orders, order -> order.day().getMonth() == month))
          .as(month.name())
          .isCloseTo(weight, within(0.004));
    }
    assertThat(total).isCloseTo(1, within(1e-12));
    assertThat(share(orders, order -> order.day().getMonthValue() >= 10))
        .isCloseTo(0.445, within(0.01));
  }

  @Test
  void leap_days_and_the_ends_of_the_world_have_their_orders() {
    PlantedWorld world = world(PlantedPreset.SIGNAL);
    assertThat(orders(world))
        .extracting(PlantedOrder::day)
        .contains(LocalDate.of(2000, 2, 29), LocalDate.of(2000, 1, 1), LocalDate.of(2002, 12, 31))
        .allSatisfy(day -> assertThat(world.days().contains(day)).isTrue());
  }

  @Test
  void lines_add_up_and_have_different_items() {
    List<PlantedOrder> orders = orders(PlantedWorld.of(PlantedPreset.SIGNAL, 1_000, 7));
    for (PlantedOrder order : orders) {
      assertThat(order.lines()).hasSizeBetween(1, 4);
      assertThat(order.lines()).extracting(PlantedLine::item).doesNotHaveDuplicates();
      assertThat(order.lines())
          .allSatisfy(
              line -> {
                assertThat(line.amount())
                    .isBetween(BigDecimal.ZERO, BigDecimal.valueOf(PlantedSales.MOST));
                assertThat(line.listAmount()).isGreaterThanOrEqualTo(line.amount());
                assertThat(line.item()).isBetween(1L, (long) PlantedSales.ITEMS);
              });
    }
    assertThat(mean(orders, order -> order.lines().size())).isCloseTo(2.5, within(0.06));
  }

  @Test
  void a_tenth_of_the_lines_comes_back_4_to_180_days_later() {
    PlantedWorld world = world(PlantedPreset.SIGNAL);
    PlantedSales sales = new PlantedSales(world);
    LocalDate mature = world.days().until().minusDays(180);
    double lines = 0;
    double returned = 0;
    for (PlantedCustomer customer : customers(world)) {
      for (PlantedOrder order : sales.orders(customer)) {
        List<PlantedReturn> returns = sales.returns(customer, order);
        for (PlantedReturn back : returns) {
          assertThat(back.day()).isBetween(order.day().plusDays(4), order.day().plusDays(180));
          assertThat(world.days().contains(back.day())).isTrue();
          assertThat(back.amount()).isLessThanOrEqualTo(order.value());
        }
        lines += order.day().isBefore(mature) ? order.lines().size() : 0;
        returned += order.day().isBefore(mature) ? returns.size() : 0;
      }
    }
    assertThat(returned / lines).isCloseTo(0.1, within(5 * Math.sqrt(0.09 / lines)));
  }

  @Test
  void without_signal_all_have_the_same_habits() {
    List<PlantedCustomer> customers = customers(world(PlantedPreset.NO_SIGNAL));
    assertThat(customers).extracting(PlantedCustomer::rate).containsOnly(3.0);
    assertThat(customers).extracting(PlantedCustomer::logBasket).containsOnly(StrictMath.log(60));
  }

  @Test
  void where_customers_drop_out_they_join_with_an_order_and_order_until_they_leave() {
    PlantedWorld world = world(PlantedPreset.SIGNAL_DROPOUT);
    PlantedSales sales = new PlantedSales(world);
    List<PlantedCustomer> customers = customers(world);
    for (PlantedCustomer customer : customers.subList(0, 2_000)) {
      List<PlantedOrder> orders = sales.orders(customer);
      assertThat(orders.get(0).day()).isEqualTo(customer.joined());
      assertThat(orders).allSatisfy(order -> assertThat(order.day()).isBefore(customer.left()));
    }
    assertThat(correlation(customers)).isCloseTo(0.3, within(0.04));
  }

  /** Rates of leaving are Gamma with shape 1 and mean 1 a year, so half stay a year. */
  @Test
  void lifetimes_are_pareto() {
    List<PlantedCustomer> customers = customers(world(PlantedPreset.SIGNAL_DROPOUT));
    for (int years : new int[] {1, 2, 4, 20}) {
      long days = 365L * years;
      double there = 1.0 / (1 + years);
      double chance = 5 * Math.sqrt(there * (1 - there) / MANY);
      assertThat(new Lifetime(1, 1).survival(days)).isCloseTo(there, within(1e-12));
      assertThat(share(customers, one -> stays(one) > days)).isCloseTo(there, within(chance));
      assertThat(mean(customers, one -> Lifetime.survival(one.leavingRate(), days)))
          .isCloseTo(there, within(chance));
    }
  }

  private static long stays(PlantedCustomer customer) {
    return customer.left().toEpochDay() - customer.joined().toEpochDay();
  }

  @Test
  void lifetimes_are_exponential_where_all_leave_at_the_same_rate() {
    Lifetime same = new Lifetime(Double.POSITIVE_INFINITY, 0.5);
    assertThat(same.survival(730)).isCloseTo(Math.exp(-1), within(1e-12));
    assertThat(new Lifetime(1e7, 0.5).survival(730)).isCloseTo(Math.exp(-1), within(1e-6));
    assertThat(same.rate(Draws.of(7, 1, Draws.Subject.HABITS, 0))).isEqualTo(0.5);
    assertThat(Lifetime.ENDLESS.survival(100_000)).isEqualTo(1);
  }

  @Test
  void drift_makes_orders_more_smaller_and_more_on_the_web_from_its_day_on() {
    PlantedWorld world = world(PlantedPreset.DRIFT);
    LocalDate from = world.drift().from();
    List<PlantedOrder> drifting = orders(world);
    List<PlantedOrder> steady = orders(world(PlantedPreset.SIGNAL));
    Predicate<PlantedOrder> after = order -> !order.day().isBefore(from);
    assertThat(drifting.stream().filter(after.negate()))
        .containsExactlyInAnyOrderElementsOf(steady.stream().filter(after.negate()).toList());
    assertThat(
            (double) drifting.stream().filter(after).count()
                / steady.stream().filter(after).count())
        .isCloseTo(1.6, within(0.06));
    assertThat(value(drifting, after) / value(steady, after)).isCloseTo(1.6 * 0.75, within(0.08));
    assertThat(meanLog(drifting, after) - meanLog(steady, after))
        .isCloseTo(Math.log(0.75), within(0.03));
    assertThat(share(drifting.stream().filter(after).toList(), PlantedOrder::onWeb))
        .isCloseTo(0.65, within(0.02));
  }

  private static double value(List<PlantedOrder> orders, Predicate<PlantedOrder> which) {
    return orders.stream().filter(which).mapToDouble(order -> order.value().doubleValue()).sum();
  }

  private static double meanLog(List<PlantedOrder> orders, Predicate<PlantedOrder> which) {
    return mean(orders.stream().filter(which).toList(), PlantedSalesTest::log);
  }
}
