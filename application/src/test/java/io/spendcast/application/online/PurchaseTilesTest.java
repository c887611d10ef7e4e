package io.spendcast.application.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.application.online.Purchase.Direction;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.SpendTarget;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same sums as the batch makes of a table's lines. */
final class PurchaseTilesTest {
  private static final LocalDate DAY = LocalDate.parse("2002-12-01");
  private static final Channel WEB = new Channel("web");

  private static Purchase line(Direction direction, String amount, String order, String category) {
    return new Purchase(
        DAY,
        DAY,
        WEB,
        direction,
        new BigDecimal(amount),
        BigDecimal.ONE,
        3,
        Optional.of(order).filter(id -> !id.isEmpty()),
        Optional.of(category).filter(name -> !name.isEmpty()));
  }

  private static List<Purchase> lines() {
    return List.of(
        line(Direction.BOUGHT, "10.5", "a", "Shoes"),
        line(Direction.BOUGHT, "20", "a", "Hats"),
        line(Direction.BOUGHT, "5", "b", ""),
        line(Direction.RETURNED, "10.5", "a", "Shoes"),
        line(Direction.RETURNED, "5", "b", ""));
  }

  @Test
  void net_spend_is_less_by_what_comes_back_and_so_are_orders_lines_and_units() {
    assertThat(new PurchaseTiles(SpendTarget.NET).of(lines()))
        .containsExactly(
            new DailySpend(
                DAY,
                DAY,
                WEB,
                new BigDecimal("20"),
                new BigDecimal("15.5"),
                BigDecimal.ONE,
                1,
                1,
                3,
                Map.of("Shoes", BigDecimal.ZERO, "Hats", new BigDecimal("20"))));
  }

  @Test
  void gross_spend_is_what_was_bought_and_returns_count_apart() {
    assertThat(new PurchaseTiles(SpendTarget.GROSS).of(lines()))
        .containsExactly(
            new DailySpend(
                DAY,
                DAY,
                WEB,
                new BigDecimal("35.5"),
                new BigDecimal("15.5"),
                new BigDecimal("3"),
                2,
                3,
                9,
                Map.of("Shoes", new BigDecimal("10.5"), "Hats", new BigDecimal("20"))));
  }

  @Test
  void days_channels_and_days_of_knowledge_are_kept_apart_and_lines_without_order_are_one() {
    Purchase line = line(Direction.BOUGHT, "1", "", "");
    Purchase late =
        new Purchase(
            DAY,
            DAY.plusDays(1),
            WEB,
            Direction.BOUGHT,
            BigDecimal.ONE,
            BigDecimal.ZERO,
            1,
            Optional.empty(),
            Optional.empty());
    List<DailySpend> tiles = new PurchaseTiles(SpendTarget.NET).of(List.of(line, line, late));
    assertThat(tiles).hasSize(2).extracting(DailySpend::orders).containsOnly(1L);
    assertThat(tiles).extracting(DailySpend::lines).containsExactlyInAnyOrder(2L, 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.01", "0.00001", "1e14", "1e999999999", "1e-999999999"})
  void what_is_no_money_is_refused(String amount) {
    assertThat(Purchase.isMoney(new BigDecimal(amount))).isFalse();
    assertThatThrownBy(() -> line(Direction.BOUGHT, amount, "a", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be money");
  }
}
