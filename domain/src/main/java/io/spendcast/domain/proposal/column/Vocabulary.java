package io.spendcast.domain.proposal.column;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The words that name a role, in several languages.
 *
 * @param words any of which names it
 * @param better which make it likelier beside one of those
 * @param against which make it something else
 */
public record Vocabulary(Set<String> words, Set<String> better, Set<String> against) {
  private static final Set<String> WHOLE =
      Words.set("ext extended total line gesamt gesamtpreis totale totaal zeile");

  private static final Map<Role, Vocabulary> ALL = new EnumMap<>(Role.class);

  static {
    ALL.put(
        Role.DAY,
        of(
            "date day datum tag time timestamp ts jour fecha dia data giorno dag zeit zeitpunkt"
                + " when at created sold purchased ordered bought heure hora belegdatum kaufdatum fkdat audat erdat",
            "order sale sales sold bill invoice purchase purchased transaction buchung beleg kauf"
                + " verkauf bestell rechnung achat vente commande facture compra venta vendita"
                + " acquisto factura event day date datum fecha",
            "ship shipped shipping delivery delivered liefer livraison due birth birthday geburt"
                + " update updated modified export exported load loaded since expiry registered"
                + " signup returned estimated approved known sent versand naissance"));
    ALL.put(
        Role.CUSTOMER,
        of(
            "customer cust customerid kunde kunden kundennr kd client clients cliente clienti"
                + " clientes klant acheteur comprador member membership mitglied user usuario"
                + " utente utilisateur gebruiker buyer kaufer kaeufer card karte household account"
                + " konto shopper visitor debitor membre tarjeta patron guest who kunnr",
            "id no nr num number nummer code key sk numero bill",
            "city country land segment age gender type typ group since birth zip plz phone address"
                + " region state first last ship demo addr cdemo hdemo email name nom"
                + " nombre nome naam vorname nachname service rating since category"));
    ALL.put(
        Role.ORDER,
        of(
            "order orders orderid invoice receipt ticket transaction transactions trans trx txn"
                + " basket bon kassenbon beleg rechnung bestellung bestell auftrag quittung vorgang"
                + " commande facture panier pedido factura ordine fattura scontrino bestelling"
                + " bestel factuur encomenda fatura recibo booking purchase belegnr sale faktura fakturanr vbeln",
            "id no nr num number nummer code key sk numero",
            "date datum fecha data time day tag status type typ priority amount total value betrag"
                + " summe price preis line pos position zeile item qty quantity customer kunde"
                + " channel year month count wert art currency discount net gross sales mode tax"
                + " kind lines umsatz"));
    ALL.put(
        Role.LINE,
        of(
            "line lineno linenumber zeile position pos posten ligne linea riga linha regel seq posnr",
            "id no nr num number nummer item",
            "total amount price preis betrag value date tax discount category"));
    ALL.put(
        Role.ITEM,
        of(
            "sku item product produkt article artikel articlenr art asin ean gtin upc isbn plu"
                + " produit producto prodotto produto articulo articolo artigo material stockcode"
                + " style ware what matnr",
            "id no nr num number nummer code key sk numero",
            "category kategorie categoria categorie group gruppe price preis count qty quantity"
                + " line type typ brand weight color size amount total order date tax discount"
                + " class dept name nombre nome nom desc description descripcion bezeichnung"
                + " libelle"));
    ALL.put(
        Role.QUANTITY,
        of(
            "quantity qty menge anzahl stuck stueck stk units pieces pcs quantite qte cantidad"
                + " unidades quantita qta aantal quantidade qtd qtde count n items pezzi nombre"
                + " cant fkimg kwmeng",
            "quantity qty ordered sold",
            "price preis amount total id date weight stock return returned customer kunde"));
    ALL.put(
        Role.AMOUNT,
        of(
            "amount amt total net netto sales sale revenue umsatz betrag summe wert value spend"
                + " spent paid montant importe monto importo totale ricavo bedrag totaal omzet"
                + " valor montante gesamt gesamtpreis gesamtbetrag turnover subtotal ext extended"
                + " linetotal gross brutto ventas vendite cents cent payment refund erlos erloes"
                + " positionswert nettowert netwr",
            "line ext extended item position zeile ligne linea net netto amount amt betrag",
            "tax vat mwst steuer iva tva btw discount rabatt remise descuento sconto korting"
                + " shipping ship freight versand cost kosten list unit einzel unitaire unitario"
                + " wholesale tip profit margin gewinn balance tendered change points id no nr"
                + " count quantity qty currency date type method target coupon fee loss credit cash"
                + " charge debit refunded erstattet rembourse reembolsado rimborsato"));
    ALL.put(
        Role.PRICE,
        of(
            "price preis prix precio prezzo prijs preco unitprice einzelpreis stuckpreis"
                + " stueckpreis prixunitaire preciounitario cost",
            "unit einzel each unitaire unitario stuck stueck single per",
            "total ext extended gesamt list sum wholesale discount tax line old regular compare"));
    ALL.put(
        Role.CATEGORY,
        of(
            "category cat department dept kategorie warengruppe abteilung rayon categorie categoria"
                + " reparto afdeling gruppe family famille class klasse sortiment group matkl",
            "category kategorie categoria categorie department warengruppe",
            "customer kunde client age user price preis amount id sk date county state"));
    ALL.put(
        Role.CURRENCY,
        of(
            "currency curr cur ccy wahrung waehrung devise moneda divisa valuta moeda money wahrg waers waerk",
            "code",
            "rate amount exchange"));
    ALL.put(
        Role.KIND,
        of(
            "kind type event eventtype status state art typ statut estado stato vorgangsart action"
                + " bewegungsart movement flag belegart",
            "event transaction order",
            "customer product item payment card"));
  }

  private static Vocabulary of(String words, String better, String against) {
    return new Vocabulary(Words.set(words), Words.set(better), Words.set(against));
  }

  /** How well a name fits a role: at least 1 if it does at all. */
  public static int fit(Role role, Words name) {
    Vocabulary vocabulary = ALL.get(role);
    int base = name.have(vocabulary.words) ? 4 : name.contain(vocabulary.words) ? 3 : 0;
    if (base == 0) {
      return 0;
    }
    boolean worse = isWorse(role, name, base);
    int more = (name.count(vocabulary.words) > 1 ? 1 : 0) + (name.have(vocabulary.better) ? 1 : 0);
    return Math.max(0, base + more - (worse ? 3 : 0));
  }

  /** Whether a name has words of the role, and words that make it something else. */
  public static boolean isDoubtful(Role role, Words name) {
    return fit(role, name) > 0 && isWorse(role, name, name.have(ALL.get(role).words) ? 4 : 3);
  }

  private static boolean isWorse(Role role, Words name, int base) {
    Set<String> against = ALL.get(role).against;
    // Parts of a word that stands alone mean nothing: an account is no count.
    return name.have(against)
        || (base == 3 && name.contain(against))
        || (role == Role.AMOUNT && isPriceOfOne(name));
  }

  /** A price is no amount of a line, except an extended one. */
  private static boolean isPriceOfOne(Words name) {
    Set<String> prices = ALL.get(Role.PRICE).words;
    return (name.have(prices) || name.contain(prices)) && !name.have(WHOLE);
  }
}
