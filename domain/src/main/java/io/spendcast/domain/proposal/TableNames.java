package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.column.Words;
import java.util.Set;
import java.util.stream.Collectors;

/** What the names of files, folders and tables say. */
final class TableNames {
  private static final int LONGEST = 31;

  private static final Set<String> SALES =
      Words.set(
          "sales sale orders order lines line items item transactions transaction trx"
              + " purchases purchase invoices invoice receipts receipt tickets ticket events"
              + " event export exports data log history csv fact facts all new old umsatz umsatze"
              + " verkaufe verkauf bestellungen bestellung positionen rechnungen ventes vente"
              + " commandes ventas venta pedidos vendite ordini verkopen bestellingen vendas raw"
              + " clean dump table tbl part full");
  private static final Set<String> RETURNS =
      Words.set(
          "return returns refund refunds retoure retouren ruckgaben rueckgaben"
              + " gutschriften gutschrift retours retour remboursements avoirs devoluciones"
              + " devolucion resi resa rimborsi retourzendingen devolucoes credits");

  private TableNames() {}

  /** A lower-case identifier that reminds of the name, or else this one. */
  static String identifier(String name, String otherwise) {
    String plain =
        Words.of(name).words().stream()
            .map(word -> word.replaceAll("[^a-z0-9]", ""))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining("_"))
            .replaceFirst("^[0-9_]+", "");
    String cut = plain.substring(0, Math.min(LONGEST, plain.length())).replaceFirst("_+$", "");
    return cut.isEmpty() ? otherwise : cut;
  }

  /** The channel: what is left of the name without what every such name has. */
  static String channel(String name) {
    String rest =
        Words.of(name).words().stream()
            .filter(word -> !SALES.contains(word) && !RETURNS.contains(word))
            .filter(word -> !word.matches("[a-z]?[0-9]+"))
            .collect(Collectors.joining(" "));
    return identifier(rest, "shop");
  }

  /** Whether the name says that goods come back. */
  static boolean isOfReturns(String name) {
    return Words.of(name).have(RETURNS);
  }
}
