package io.spendcast.domain.proposal.column;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of a column that says what kind of row each is.
 *
 * @param sales values of rows that are sales, if only of a part of what was sold
 * @param returns values of rows that are returns
 * @param others values of rows that are neither, or were undone
 * @param unknown values that say nothing to us
 */
public record Kinds(
    List<String> sales, List<String> returns, List<String> others, List<String> unknown) {
  private static final Set<String> SALES =
      Words.set(
          "purchase purchased sale sales sold order ordered buy bought paid completed"
              + " complete verkauf kauf vente achat venta compra vendita acquisto verkoop venda"
              + " shipped delivered fulfilled invoice rechnung transaction checkout ok succeeded"
              + " success successful settled captured accepted closed bezahlt abgeschlossen"
              + " versendet geliefert payee paye livree livre expediee pagado enviado entregado"
              + " pagato spedito consegnato betaald verzonden geleverd pago entregue");
  private static final Set<String> RETURNS =
      Words.set(
          "return returned returns refund refunded retoure ruckgabe rueckgabe gutschrift"
              + " erstattung retour remboursement avoir devolucion reembolso reso rimborso"
              + " retouren terugbetaling devolucao credit chargeback reversed retourniert"
              + " zuruckgegeben erstattet ruckerstattet rembourse remboursee retourne"
              + " reembolsado devuelto rimborsato restituito terugbetaald geretourneerd"
              + " devolvido");

  /** Said of a sale that was undone, as against the event of a return. */
  private static final Set<String> UNDONE =
      Words.set(
          "refunded returned reversed chargeback retourniert zuruckgegeben erstattet ruckerstattet"
              + " rembourse remboursee retourne reembolsado devuelto rimborsato restituito"
              + " terugbetaald geretourneerd devolvido");

  private static final Set<String> PARTLY =
      Words.set(
          "partially partial partly teilweise teil partiellement partiel parcialmente parcial"
              + " parzialmente parziale gedeeltelijk");
  private static final Set<String> OTHERS =
      Words.set(
          "view viewed pageview cart basket click search visit wishlist login signup"
              + " remove add test testing void voided cancel canceled cancelled storno storniert"
              + " annule anulado cancelado annullato geannuleerd failed failure declined"
              + " abandoned pending open draft impression browse quote offer expired rejected"
              + " error uncaptured denied aborted abgelehnt fehlgeschlagen abgebrochen"
              + " echoue refuse refusee rechazado fallido fallito rifiutato mislukt");

  /** How a sale was paid is no kind of row: a credit card is no credit. */
  private static final Set<String> MEANS =
      Words.set("card karte carte tarjeta carta kaart cash bar paypal visa mastercard amex");

  /** The kinds of a column; empty if nothing but sales, or nothing known, is among them. */
  public static Optional<Kinds> of(SampledColumn column) {
    List<String> values = column.filled().stream().distinct().sorted().toList();
    Predicate<String> partly = is(PARTLY).and(is(RETURNS));
    Kinds kinds =
        new Kinds(
            values.stream().filter(is(SALES).or(partly)).toList(),
            values.stream().filter(is(RETURNS).and(is(MEANS).or(partly).negate())).toList(),
            values.stream().filter(is(OTHERS)).toList(),
            values.stream().filter(is(SALES).or(is(RETURNS)).or(is(OTHERS)).negate()).toList());
    return Optional.of(kinds).filter(Kinds::sayMore);
  }

  private boolean sayMore() {
    return !returns.isEmpty() || !others.isEmpty() || !partly().isEmpty();
  }

  /** The values of a column that say nothing to us, if it has several. */
  public static List<String> unknown(SampledColumn column) {
    List<String> values = column.filled().stream().distinct().sorted().toList();
    return values.size() < 2
        ? List.of()
        : values.stream().filter(is(SALES).or(is(RETURNS)).or(is(OTHERS)).negate()).toList();
  }

  /** Values of rows that may be sales which were undone. */
  public List<String> undone() {
    return returns.stream().filter(is(UNDONE)).toList();
  }

  /** Values of sales of which a part came back. */
  public List<String> partly() {
    return sales.stream().filter(is(PARTLY).and(is(RETURNS))).toList();
  }

  /** The same, with rows of these values taken for sales. */
  public Kinds sold(List<String> values) {
    return new Kinds(joined(sales, values), without(returns, values), others, unknown);
  }

  /** The same, with rows of these values left out. */
  public Kinds leftOut(List<String> values) {
    return new Kinds(sales, without(returns, values), joined(others, values), unknown);
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return Stream.of(some, more).flatMap(List::stream).toList();
  }

  private static List<String> without(List<String> some, List<String> removed) {
    return some.stream().filter(value -> !removed.contains(value)).toList();
  }

  private static Predicate<String> is(Set<String> words) {
    return value -> Words.of(value).have(words);
  }

  /** The condition that leaves the others out; empty if there are none. */
  public Optional<String> filter(String expression) {
    if (others.isEmpty()) {
      return Optional.empty();
    }
    boolean known = unknown.isEmpty() && !sales.isEmpty();
    List<String> wanted = joined(sales, returns);
    return Optional.of(
        known
            ? "%s IN (%s)".formatted(expression, listed(wanted))
            : "coalesce(%s, '') NOT IN (%s)".formatted(expression, listed(others)));
  }

  /** The values as a list in SQL. */
  public static String listed(List<String> values) {
    return values.stream()
        .map(value -> "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'")
        .collect(Collectors.joining(", "));
  }
}
