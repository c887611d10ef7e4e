package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.column.Amounts;
import io.spendcast.domain.proposal.column.Words;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Money in two columns, of which each row fills one, as in accounts: debit and credit.
 *
 * @param sold what is taken for sales
 * @param back what is taken for what comes back
 */
record TwoSides(Amounts sold, Amounts back) {
  private static final double MOSTLY = 0.9;
  private static final Set<String> DEBIT =
      Words.set("debit debet debits soll debe dare debito cargo cargos");
  private static final Set<String> CREDIT =
      Words.set("credit credits haben haber avere credito abono abonos");
  private static final Set<String> OTHER =
      Words.set(
          "account konto compte cuenta conto rekening id no nr number code balance saldo solde"
              + " limit card type");

  /** The two columns; empty if there are none, or rows fill both or neither. */
  static Optional<TwoSides> of(Casting casting) {
    Optional<Amounts> debit = named(casting, DEBIT);
    Optional<Amounts> credit = named(casting, CREDIT);
    return debit
        .flatMap(one -> credit.map(other -> new TwoSides(one, other)))
        .filter(TwoSides::takeTurns)
        .map(TwoSides::ordered);
  }

  private static Optional<Amounts> named(Casting casting, Set<String> names) {
    return casting.numbers().stream()
        .filter(numbers -> Words.of(numbers.column().name()).have(names))
        .filter(numbers -> !Words.of(numbers.column().name()).have(OTHER))
        .findFirst();
  }

  private boolean takeTurns() {
    long one = IntStream.range(0, rows()).filter(row -> isIn(sold, row) != isIn(back, row)).count();
    return one >= MOSTLY * rows();
  }

  private int rows() {
    return sold.numbers().size();
  }

  private static boolean isIn(Amounts amounts, int row) {
    return amounts.numbers().get(row).filter(number -> number.signum() != 0).isPresent();
  }

  private static long filled(Amounts amounts) {
    return IntStream.range(0, amounts.numbers().size()).filter(row -> isIn(amounts, row)).count();
  }

  /** More is sold than comes back. */
  private TwoSides ordered() {
    return filled(back) > filled(sold) ? new TwoSides(/* sold= */ back, /* back= */ sold) : this;
  }

  boolean have(Amounts amounts) {
    return sold.equals(amounts) || back.equals(amounts);
  }

  Money money() {
    String expression = expression();
    return new Money(
        expression,
        expression,
        IntStream.range(0, rows()).mapToObj(this::sign).toList(),
        "each row fills one of two columns",
        Optional.empty(),
        false,
        List.of(doubt()));
  }

  /** A text that cannot be read in one column must not become the nothing in the other. */
  private String expression() {
    String one = sold.exact();
    String other = isBelow(back) ? "%s" : "-(%s)";
    String undone = other.formatted(back.exact());
    String both = "%s %s %s".formatted(one, isBelow(back) ? "+" : "-", back.exact());
    boolean always = sold.column().missing() == 0 && back.column().missing() == 0;
    boolean never =
        IntStream.range(0, rows())
            .noneMatch(
                row ->
                    !sold.column().values().get(row).isEmpty()
                        && !back.column().values().get(row).isEmpty());
    return always
        ? both
        : never
            ? "coalesce(%s, %s)".formatted(one, undone)
            : "coalesce(%s, %s, %s)".formatted(both, one, undone);
  }

  private static boolean isBelow(Amounts amounts) {
    return 2 * amounts.below() > filled(amounts);
  }

  private int sign(int row) {
    BigDecimal in = sold.numbers().get(row).orElse(BigDecimal.ZERO);
    BigDecimal out = back.numbers().get(row).orElse(BigDecimal.ZERO);
    return (isBelow(back) ? in.add(out) : in.subtract(out)).signum();
  }

  private Doubt doubt() {
    String one = sold.column().expression();
    String other = back.column().expression();
    return new Doubt(
        "columns.amount",
        "%s is taken for sales, since more rows have it, and %s (%s of %s rows) for what came back; payments that are booked there are no returns: leave them out by a filter, and if sales stand in %s change the signs"
            .formatted(one, other, filled(back), rows(), other));
  }
}
