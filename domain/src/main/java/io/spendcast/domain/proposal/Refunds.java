package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.column.Amounts;
import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.column.Words;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A column that says how much of each row's money was given back.
 *
 * @param amounts what was given back
 */
record Refunds(Amounts amounts) {
  private static final double ALMOST_ALL = 0.98;
  private static final Set<String> NAMES =
      Words.set(
          "refunded refund refunds erstattet erstattung rembourse remboursement reembolsado"
              + " reembolso rimborsato rimborso terugbetaald");
  private static final Set<String> NET = Words.set("net netto");

  /** What was given back of this money; empty if no column says so, or it is off already. */
  static Optional<Refunds> of(Casting casting, Amounts money) {
    Words name = Words.of(money.column().name());
    if (name.have(NET) || name.have(NAMES)) {
      return Optional.empty();
    }
    return named(casting).stream()
        .filter(refunds -> !casting.isOncePerOrder(refunds.amounts().column()))
        .filter(refunds -> refunds.areOf(money))
        .max(Comparator.comparingInt(refunds -> likeness(refunds.amounts().column(), name)));
  }

  /** Columns of money, in some rows not zero, whose names speak of what was given back. */
  static List<Refunds> named(Casting casting) {
    return casting.numbers().stream()
        .filter(numbers -> Words.of(numbers.column().name()).have(NAMES))
        .filter(numbers -> numbers.known().stream().anyMatch(number -> number.signum() != 0))
        .map(Refunds::new)
        .toList();
  }

  /** Of the refunds of several moneys, those whose name has most of this one's and least else. */
  private static int likeness(SampledColumn column, Words money) {
    Words name = Words.of(column.name());
    Set<String> common = new HashSet<>(name.words());
    common.retainAll(money.words());
    return 10 * common.size() - name.words().size();
  }

  /** Nobody gives back more than was paid, and some get all of it back. */
  private boolean areOf(Amounts money) {
    long within = 0;
    long whole = 0;
    for (int row = 0; row < money.numbers().size(); row++) {
      BigDecimal paid = money.numbers().get(row).orElse(BigDecimal.ZERO);
      BigDecimal back = amounts.numbers().get(row).orElse(BigDecimal.ZERO).abs();
      within += back.compareTo(paid.abs()) <= 0 ? 1 : 0;
      whole += back.signum() != 0 && back.compareTo(paid) == 0 ? 1 : 0;
    }
    return within >= ALMOST_ALL * money.numbers().size() && (whole > 0 || !amounts.isWhole());
  }

  /** The money that is left, in Spark SQL. */
  String off(String money) {
    boolean below = amounts.below() > 0;
    String left = "%s %s %s".formatted(money, below ? "+" : "-", amounts.exact());
    return amounts.column().missing() == 0
        ? left
        : "CASE WHEN %s IS NULL THEN %s ELSE %s END"
            .formatted(amounts.column().expression(), money, left);
  }

  /** Which way the money goes that is left of each row. */
  List<Integer> signs(Amounts money) {
    return IntStream.range(0, money.numbers().size())
        .mapToObj(
            row -> {
              BigDecimal paid = money.numbers().get(row).orElse(BigDecimal.ZERO);
              BigDecimal back = amounts.numbers().get(row).orElse(BigDecimal.ZERO).abs();
              return paid.subtract(back).signum();
            })
        .toList();
  }
}
