package io.spendcast.adapters.spark.ingest.scout;

import io.spendcast.adapters.spark.ingest.scout.Forms.Form;
import io.spendcast.adapters.spark.ingest.scout.SmallShop.Line;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes the sales of {@link SmallShop} as programs of shops and banks export them. */
final class ShopForms {
  private final Path directory;
  private final List<Form> forms = new ArrayList<>();
  private final List<Line> lines = SmallShop.lines();
  private final List<Line> returns = SmallShop.returns();

  /** The first line of each order, and what the order comes to. */
  private final Map<Line, BigDecimal> orders = new LinkedHashMap<>();

  private ShopForms(Path directory) {
    this.directory = directory;
    Map<Integer, Line> first = new LinkedHashMap<>();
    lines.forEach(
        line ->
            orders.merge(
                first.computeIfAbsent(line.order(), o -> line), line.amount(), BigDecimal::add));
  }

  static List<Form> written(Path directory) throws IOException {
    ShopForms forms = new ShopForms(directory);
    forms.charges();
    forms.firstLines();
    forms.guests();
    forms.ledger();
    forms.serialTimes();
    forms.monthsInWords();
    forms.tills();
    forms.billing();
    return forms.forms;
  }

  private void add(
      String name,
      String file,
      String header,
      Stream<String> rows,
      BigDecimal sales,
      BigDecimal back,
      long kept)
      throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    List<String> text = Stream.concat(Stream.of(header), rows).toList();
    Files.write(path, text, StandardCharsets.UTF_8);
    forms.add(new Form(name, List.of(path.toString()), sales, back, kept));
  }

  private static BigDecimal money(List<Line> lines) {
    return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String written(String pattern, Locale language, LocalDate day) {
    return DateTimeFormatter.ofPattern(pattern, language).format(day);
  }

  private static String grouped(BigDecimal amount, char thousands, char decimal) {
    DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
    symbols.setGroupingSeparator(thousands);
    symbols.setDecimalSeparator(decimal);
    return new DecimalFormat("#,##0.00", symbols).format(amount);
  }

  /** Stripe: a charge is refunded in its own row, and failed ones are no sales. */
  private void charges() throws IOException {
    BigDecimal left = BigDecimal.ZERO;
    List<String> rows = new ArrayList<>();
    for (Map.Entry<Line, BigDecimal> order : orders.entrySet()) {
      int id = order.getKey().order();
      BigDecimal back =
          id % 17 == 0 ? order.getValue() : new BigDecimal(id % 19 == 0 ? "0.50" : "0.00");
      left = left.add(order.getValue().subtract(back));
      if (id % 13 == 0) {
        rows.add(charge("x", order, BigDecimal.ZERO, "Failed"));
      }
      rows.add(charge("", order, back, id % 17 == 0 ? "Refunded" : "Paid"));
    }
    add(
        "Stripe: charges refunded in place, and failed ones",
        "stripe/payments.csv",
        "id,Description,Created date (UTC),Amount,Amount Refunded,Currency,Converted Amount,"
            + "Converted Amount Refunded,Fee,Status,Customer ID,Customer Email,Card ID",
        rows.stream(),
        left,
        BigDecimal.ZERO,
        orders.size());
  }

  private static String charge(
      String prefix, Map.Entry<Line, BigDecimal> order, BigDecimal back, String status) {
    Line line = order.getKey();
    return "ch_%s%s,Payment,%s 09:05:00,%s,%s,usd,%s,%s,0.30,%s,cus_%s,c%s@example.com,card_%s"
        .formatted(
            prefix,
            line.order(),
            line.day(),
            order.getValue(),
            back,
            order.getValue(),
            back,
            status,
            line.customer(),
            line.customer(),
            line.order());
  }

  /** Shopify: what is said of an order stands on its first line. */
  private void firstLines() throws IOException {
    add(
        "Shopify: an order's status, currency and total on its first line",
        "shopify/orders_export.csv",
        "Name,Email,Financial Status,Paid at,Currency,Subtotal,Total,Created at,Lineitem quantity,"
            + "Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Id",
        lines.stream().map(this::orderLine),
        money(lines),
        BigDecimal.ZERO,
        lines.size());
  }

  private String orderLine(Line line) {
    boolean first = line.position() == 1;
    String time = line.day() + " 09:05:00 +0000";
    String total = first ? orders.get(line).toPlainString() : "";
    return "#%s,c%s@example.com,%s,%s,%s,%s,%s,%s,%s,\"Tee, 27\"\"\",%s,%s,sku-%s,%s"
        .formatted(
            1000 + line.order(),
            line.customer(),
            first ? line.order() % 29 == 0 ? "refunded" : "paid" : "",
            first ? time : "",
            first ? "USD" : "",
            total,
            total,
            time,
            line.quantity(),
            line.price(),
            line.price().add(BigDecimal.ONE),
            line.item(),
            first ? 5_000_000_000_000L + line.order() : "");
  }

  /** WooCommerce: guests all have the customer number 0. */
  private void guests() throws IOException {
    Function<Line, String> row =
        line ->
            "\"%s\",\"%s 09:05\",\"%s\",\"%s\",\"c%s@example.com\",\"P%s\",\"%s\",\"%s\",\"%s\""
                .formatted(
                    line.order(),
                    line.day(),
                    line.quantity() == 0 ? "wc-cancelled" : "wc-completed",
                    line.order() % 3 == 0 ? 0 : line.customer(),
                    line.customer(),
                    line.item(),
                    Math.max(1, line.quantity()),
                    line.price(),
                    line.amount());
    Stream<Line> cancelled =
        lines.stream()
            .limit(60)
            .map(
                l ->
                    new Line(
                        l.customer(),
                        9000 + l.order(),
                        l.position(),
                        l.item(),
                        l.day(),
                        0,
                        l.price()));
    add(
        "WooCommerce: guests are customer 0, cancelled orders",
        "woo/export.csv",
        "Order Number,Order Date,Order Status,Customer User ID,Billing Email,SKU,Quantity,Item Cost,"
            + "Order Line Total",
        Stream.concat(lines.stream(), cancelled).map(row),
        money(lines),
        BigDecimal.ZERO,
        lines.size());
  }

  /** A ledger: what customers owe and what they are credited in two columns. */
  private void ledger() throws IOException {
    Stream<String> invoices =
        orders.entrySet().stream()
            .map(
                order ->
                    posting(
                        "INV-" + order.getKey().order(),
                        order.getKey(),
                        "\"" + grouped(order.getValue(), ',', '.') + "\",,"));
    Stream<String> credits =
        returns.stream()
            .map(
                line ->
                    posting(
                        "CN-%s-%s".formatted(line.order(), line.position()),
                        line,
                        ",\"" + grouped(line.amount(), ',', '.') + "\","));
    add(
        "a ledger with debit and credit",
        "ledger/postings.csv",
        "Posting Date,Account,Document No,Debit,Credit,Balance",
        Stream.concat(invoices, credits),
        money(lines),
        money(returns),
        orders.size() + returns.size());
  }

  private static String posting(String document, Line line, String sides) {
    return String.format(
        Locale.ROOT,
        "%s,D%05d,%s,%s%s.17",
        written("MM/dd/yyyy", Locale.US, line.day()),
        line.customer(),
        document,
        sides,
        line.order());
  }

  private void serialTimes() throws IOException {
    add(
        "German Excel: serial days with times",
        "serial/umsatz.csv",
        "Kunde;Beleg;Artikel;Datum;Menge;Betrag",
        lines.stream()
            .map(
                l ->
                    "k%s;%s;a%s;%s,875;%s;%s"
                        .formatted(
                            l.customer(),
                            l.order(),
                            l.item(),
                            ChronoUnit.DAYS.between(LocalDate.of(1899, 12, 30), l.day()),
                            l.quantity(),
                            grouped(l.amount(), '.', ','))),
        money(lines),
        BigDecimal.ZERO,
        lines.size());
  }

  private void monthsInWords() throws IOException {
    add(
        "Spanish months in words",
        "words/ventas.csv",
        "cliente;pedido;producto;fecha;cantidad;importe",
        lines.stream()
            .map(
                l ->
                    "c%s;%s;p%s;%s;%s;%s"
                        .formatted(
                            l.customer(),
                            l.order(),
                            l.item(),
                            written("d 'de' MMMM 'de' yyyy", Locale.forLanguageTag("es"), l.day()),
                            l.quantity(),
                            grouped(l.amount(), '.', ','))),
        money(lines),
        BigDecimal.ZERO,
        lines.size());
  }

  /** Square: date and time in two columns, refunds as events of their own, below zero. */
  private void tills() throws IOException {
    add(
        "Square: date and time apart, refunds below zero",
        "square/items.csv",
        "Date,Time,Category,Item,Qty,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Event Type,"
            + "Customer ID",
        Stream.concat(
            lines.stream().map(l -> till(l, "Payment", "")),
            returns.stream().map(l -> till(l, "Refund", "-"))),
        money(lines),
        money(returns),
        lines.size() + returns.size());
  }

  private static String till(Line line, String event, String sign) {
    String money = grouped(line.amount(), ',', '.');
    return "%s,14:05:09,Mugs,item %s,%s%s.0,\"%s$%s\",$0.00,\"%s$%s\",$0.07,tx%s,%s,SQ%s"
        .formatted(
            written("M/d/yy", Locale.US, line.day()),
            line.item(),
            sign,
            line.quantity(),
            sign,
            grouped(line.amount().add(BigDecimal.ONE), ',', '.'),
            sign,
            money,
            line.order(),
            event,
            line.customer());
  }

  /** SAP: a quantity of 3,000 is three, and minus signs stand behind. */
  private void billing() throws IOException {
    add(
        "SAP: quantities with three decimals, minus behind",
        "sap/faktura.csv",
        "Faktura;Pos.;Fakturadatum;Kunde;Material;Fakt.Menge;ME;Nettowert;Währg",
        Stream.concat(
            lines.stream().map(l -> item(l.order(), l, "")),
            returns.stream().map(l -> item(5000 + l.order(), l, "-"))),
        money(lines),
        money(returns),
        lines.size() + returns.size());
  }

  private static String item(int document, Line line, String sign) {
    return String.format(
        Locale.ROOT,
        "%010d;%06d;%s;%010d;%018d;%s,000%s;ST;%s%s;EUR",
        document,
        10 * line.position(),
        written("dd.MM.yyyy", Locale.GERMANY, line.day()),
        line.customer(),
        line.item(),
        line.quantity(),
        sign,
        grouped(line.amount(), '.', ','),
        sign);
  }
}
