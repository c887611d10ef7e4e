package io.spendcast.application.online;

import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.SpendTarget;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds the purchases of one customer up to daily spend, as the batch does with a table's lines. */
public final class PurchaseTiles {
  private final SpendTarget target;

  /** For models of gross or of net spend. */
  public PurchaseTiles(SpendTarget target) {
    this.target = target;
  }

  /** Purchases in any order; each counts, also one that looks like another. */
  public List<DailySpend> of(List<Purchase> purchases) {
    return purchases.stream().collect(Collectors.groupingBy(Key::of)).entrySet().stream()
        .map(group -> tile(group.getKey(), group.getValue()))
        .toList();
  }

  private record Key(LocalDate day, LocalDate known, Channel channel) {
    static Key of(Purchase line) {
      return new Key(line.day(), line.knownDay(), line.channel());
    }
  }

  private DailySpend tile(Key key, List<Purchase> lines) {
    return new DailySpend(
        key.day(),
        key.known(),
        key.channel(),
        money(lines, Purchase::amount),
        returned(lines),
        money(lines, Purchase::discount),
        orders(lines),
        lines.stream().mapToLong(this::sign).sum(),
        lines.stream().mapToLong(line -> sign(line) * line.quantity()).sum(),
        categories(lines));
  }

  /** A return is taken off net spend, and counts apart from gross spend. */
  private int sign(Purchase line) {
    return switch (line.direction()) {
      case BOUGHT -> 1;
      case RETURNED -> target == SpendTarget.NET ? -1 : 0;
    };
  }

  private BigDecimal money(List<Purchase> lines, Function<Purchase, BigDecimal> part) {
    return lines.stream()
        .map(line -> part.apply(line).multiply(BigDecimal.valueOf(sign(line))))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal returned(List<Purchase> lines) {
    return lines.stream()
        .filter(line -> line.direction() == Purchase.Direction.RETURNED)
        .map(Purchase::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** An order of which all comes back on its own day is none. */
  private long orders(List<Purchase> lines) {
    Map<Optional<String>, Long> orders = new HashMap<>();
    counted(lines).forEach(line -> orders.merge(line.order(), (long) sign(line), Long::sum));
    return orders.values().stream().filter(kept -> kept > 0).count();
  }

  private Map<String, BigDecimal> categories(List<Purchase> lines) {
    Map<String, BigDecimal> parts = new HashMap<>();
    counted(lines)
        .forEach(
            line ->
                line.category()
                    .ifPresent(
                        name ->
                            parts.merge(
                                name, money(List.of(line), Purchase::amount), BigDecimal::add)));
    return parts;
  }

  private Stream<Purchase> counted(List<Purchase> lines) {
    return lines.stream().filter(line -> sign(line) != 0);
  }
}
