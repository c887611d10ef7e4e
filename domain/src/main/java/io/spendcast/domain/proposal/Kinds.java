package io.spendcast.domain.proposal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of a column that says what kind of row each is.
 *
 * @param sales values of rows that are sales
 * @param returns values of rows that are returns
 * @param others values of rows that are neither, or were undone
 * @param unknown values that say nothing to us
 */
record Kinds(List<String> sales, List<String> returns, List<String> others, List<String> unknown) {
  private static final Set<String> SALES =
      Words.set(
          "purchase purchased sale sales sold order ordered buy bought paid completed"
              + " complete verkauf kauf vente achat venta compra vendita acquisto verkoop venda"
              + " shipped delivered fulfilled invoice rechnung transaction checkout ok");
  private static final Set<String> RETURNS =
      Words.set(
          "return returned returns refund refunded retoure ruckgabe rueckgabe gutschrift"
              + " erstattung retour remboursement avoir devolucion reembolso reso rimborso"
              + " retouren terugbetaling devolucao credit chargeback");
  private static final Set<String> OTHERS =
      Words.set(
          "view viewed pageview cart basket click search visit wishlist login signup"
              + " remove add test testing void voided cancel canceled cancelled storno storniert"
              + " annule anulado cancelado annullato geannuleerd failed failure declined"
              + " abandoned pending open draft impression browse quote offer");

  /** How a sale was paid is no kind of row: a credit card is no credit. */
  private static final Set<String> MEANS =
      Words.set("card karte carte tarjeta carta kaart cash bar paypal visa mastercard amex");

  /** The kinds of a column; empty if nothing but sales, or nothing known, is among them. */
  static Optional<Kinds> of(SampledColumn column) {
    List<String> values = column.filled().stream().distinct().sorted().toList();
    Kinds kinds =
        new Kinds(
            values.stream().filter(is(SALES)).toList(),
            values.stream().filter(is(RETURNS).and(is(MEANS).negate())).toList(),
            values.stream().filter(is(OTHERS)).toList(),
            values.stream().filter(is(SALES).or(is(RETURNS)).or(is(OTHERS)).negate()).toList());
    return Optional.of(kinds).filter(found -> !found.returns.isEmpty() || !found.others.isEmpty());
  }

  private static Predicate<String> is(Set<String> words) {
    return value -> Words.of(value).have(words);
  }

  /** The condition that leaves the others out; empty if there are none. */
  Optional<String> filter(String expression) {
    if (others.isEmpty()) {
      return Optional.empty();
    }
    boolean known = unknown.isEmpty() && !sales.isEmpty();
    List<String> wanted = Stream.of(sales, returns).flatMap(List::stream).toList();
    return Optional.of(
        known
            ? "%s IN (%s)".formatted(expression, listed(wanted))
            : "coalesce(%s, '') NOT IN (%s)".formatted(expression, listed(others)));
  }

  /** The values as a list in SQL. */
  static String listed(List<String> values) {
    return values.stream()
        .map(value -> "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'")
        .collect(Collectors.joining(", "));
  }
}
