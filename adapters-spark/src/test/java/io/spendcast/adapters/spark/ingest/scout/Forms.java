package io.spendcast.adapters.spark.ingest.scout;

import io.spendcast.adapters.spark.ingest.scout.SmallShop.Line;
import io.spendcast.adapters.spark.table.TestSession;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Writes the sales of {@link SmallShop} in the forms in which people keep theirs. */
final class Forms {
  /**
   * A form.
   *
   * @param name how it is called
   * @param places what {@code init} is given
   * @param sales truth: the money of sales
   * @param returned truth: the money of returns
   * @param rows truth: how many lines there are
   */
  record Form(String name, List<String> places, BigDecimal sales, BigDecimal returned, long rows) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final Path directory;
  private final List<Form> forms = new ArrayList<>();
  private final List<Line> lines = SmallShop.lines();
  private final List<Line> returns = SmallShop.returns();

  private Forms(Path directory) {
    this.directory = directory;
  }

  static List<Form> written(Path directory) throws IOException {
    Forms forms = new Forms(directory);
    forms.csv();
    forms.foreign();
    forms.others();
    forms.incomplete();
    forms.several();
    return forms.forms;
  }

  private static BigDecimal money(Collection<Line> lines) {
    return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void sold(String name, Path... places) {
    add(name, lines, List.of(), places);
  }

  private void soldAndReturned(String name, Path... places) {
    add(name, lines, returns, places);
  }

  private void add(String name, List<Line> sold, List<Line> back, Path... places) {
    forms.add(
        new Form(
            name,
            Stream.of(places).map(Path::toString).toList(),
            money(sold),
            money(back),
            sold.size() + back.size()));
  }

  private Path write(String name, Charset charset, String header, Stream<String> rows)
      throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    String head = header.isEmpty() ? "" : header + "\n";
    return Files.write(
        file, (head + rows.collect(Collectors.joining("\n", "", "\n"))).getBytes(charset));
  }

  private Path write(String name, String header, Function<Line, String> row) throws IOException {
    return write(name, StandardCharsets.UTF_8, header, lines.stream().map(row));
  }

  private static String date(String pattern, LocalDate day) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US).format(day.atTime(9, 5));
  }

  private static String amount(BigDecimal amount, char thousands, char decimal) {
    DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
    symbols.setGroupingSeparator(thousands);
    symbols.setDecimalSeparator(decimal);
    return new DecimalFormat("#,##0.00", symbols).format(amount);
  }

  private void csv() throws IOException {
    sold(
        "plain CSV",
        write(
            "plain/orders.csv",
            "order_id,customer_id,sku,order_date,quantity,amount,note",
            l ->
                "%s,%s,SKU-%s,%s,%s,%s,\"a \"\"b\"\", c\""
                    .formatted(
                        l.order(), l.customer(), l.item(), l.day(), l.quantity(), l.amount())));
    sold(
        "tab separated",
        write(
            "tabs/export.tsv",
            "receipt\tclient\tarticle\tday\tqty\ttotal",
            l ->
                "%s\t%s\tA%s\t%s\t%s\t%s"
                    .formatted(
                        l.order(),
                        l.customer(),
                        l.item(),
                        date("yyyy/MM/dd", l.day()),
                        l.quantity(),
                        l.amount())));
    sold(
        "a folder of files by year",
        write(
                "years/2022.csv",
                StandardCharsets.UTF_8,
                "order,customer,item,date,qty,amount",
                lines.stream().filter(l -> l.day().getYear() == 2022).map(Forms::row))
            .getParent());
    write(
        "years/2023.csv",
        StandardCharsets.UTF_8,
        "order,customer,item,date,qty,amount",
        lines.stream().filter(l -> l.day().getYear() == 2023).map(Forms::row));
    sold("CSV without a header", write("bare/sales.csv", "", Forms::row));
  }

  private static String row(Line l) {
    return "%s,C%s,I%s,%s,%s,%s"
        .formatted(l.order(), l.customer(), l.item(), l.day(), l.quantity(), l.amount());
  }

  private void foreign() throws IOException {
    sold(
        "German Excel: semicolons, decimal commas, Windows-1252",
        write(
            "excel/umsätze.csv",
            Charset.forName("windows-1252"),
            "Kunde;Beleg-Nr;Artikel;Datum;Menge;Betrag",
            lines.stream()
                .map(
                    l ->
                        "%s;%s;A-%s;%s;%s;%s"
                            .formatted(
                                l.kunde(),
                                l.order(),
                                l.item(),
                                date("dd.MM.yyyy", l.day()),
                                l.quantity(),
                                amount(l.amount(), '.', ',')))));
    sold(
        "a line sep=;",
        write(
            "sep/ventes.csv",
            StandardCharsets.UTF_8,
            "sep=;\nclient;commande;produit;date;quantité;montant",
            lines.stream()
                .map(
                    l ->
                        "%s;%s;P%s;%s;%s;%s"
                            .formatted(
                                l.customer(),
                                l.order(),
                                l.item(),
                                date("dd/MM/yyyy", l.day()),
                                l.quantity(),
                                amount(l.amount(), '\u202f', ',')))));
    sold(
        "American dates, dollars and thousands",
        write(
            "us/transactions.csv",
            "Trans ID,Member,UPC,Trans Date,Units,Sales",
            l ->
                "%s,%s,%s,%s,%s,\"$%s\""
                    .formatted(
                        l.order(),
                        l.customer(),
                        900_000 + l.item(),
                        date("M/d/yyyy h:mm a", l.day()),
                        l.quantity(),
                        amount(l.amount(), ',', '.'))));
  }

  private void others() throws IOException {
    sold(
        "nested JSON lines",
        write(
            "json/orders.jsonl",
            "",
            l ->
                "{\"user\": {\"id\": \"u%s\"}, \"order\": %s, \"product\": {\"sku\": \"p%s\"}, \"paid_at\": %s, \"quantity\": %s, \"amount\": %s}"
                    .formatted(
                        l.customer(),
                        l.order(),
                        l.item(),
                        l.day().atTime(9, 5).toEpochSecond(ZoneOffset.UTC) * 1000,
                        l.quantity(),
                        l.amount())));
    Dataset<Row> typed = typed();
    Path parquet = directory.resolve("typed/sales");
    typed.write().parquet(parquet.toString());
    sold("Parquet with types", parquet);
    Path delta = directory.resolve("delta/pos_lines");
    typed.write().format("delta").save(delta.toString());
    sold("a Delta table", delta);
    dsdgen();
  }

  private Dataset<Row> typed() {
    StructType schema =
        new StructType()
            .add("customer_key", "bigint")
            .add("ticket_no", "bigint")
            .add("article_id", "int")
            .add("sold_at", "timestamp")
            .add("units", "int")
            .add("net_amount", "decimal(12,2)");
    List<Row> rows =
        lines.stream()
            .map(
                l ->
                    RowFactory.create(
                        (long) l.customer(),
                        (long) l.order(),
                        l.item(),
                        java.sql.Timestamp.from(l.day().atTime(9, 5).toInstant(ZoneOffset.UTC)),
                        l.quantity(),
                        l.amount()))
            .toList();
    return TestSession.session().get().createDataFrame(rows, schema);
  }

  /** The columns before and after those that are of use are empty. */
  private void dsdgen() throws IOException {
    LocalDate first = LocalDate.of(2022, 1, 1);
    Path sales =
        write(
            "dsdgen/store_sales.dat",
            StandardCharsets.ISO_8859_1,
            "",
            lines.stream()
                .map(
                    l ->
                        "%s||%s|%s||||||%s|%s|||%s||%s||||||||"
                            .formatted(
                                2_459_581 + l.day().toEpochDay() - first.toEpochDay(),
                                l.item(),
                                l.customer(),
                                l.order(),
                                l.quantity(),
                                l.price(),
                                l.amount())));
    write(
        "dsdgen/date_dim.dat",
        StandardCharsets.ISO_8859_1,
        "",
        Stream.iterate(0, i -> i + 1)
            .limit(800)
            .map(
                i -> "%s|D%s|%s|".formatted(2_459_581 + i, i, first.plusDays(i)) + "|".repeat(25)));
    sold("dsdgen's files", sales.getParent());
  }

  private void incomplete() throws IOException {
    soldAndReturned(
        "an event log with kinds, refunds below zero",
        write(
            "events/events.csv",
            StandardCharsets.UTF_8,
            "kind;user;receipt;sku;line;day;qty;total",
            Stream.concat(
                Stream.concat(
                    lines.stream().map(l -> event("purchase", l, l.amount())),
                    returns.stream().map(l -> event("refund", l, l.amount().negate()))),
                lines.stream().limit(200).map(l -> event("view", l, BigDecimal.ZERO)))));
    sold(
        "customer, day and amount alone",
        write(
            "cdnow/cdnow.csv",
            "customer,date,amount",
            l -> "%s,%s,%s".formatted(l.customer(), date("yyyyMMdd", l.day()), l.amount())));
    soldAndReturned(
        "Online Retail: unit prices, cancellations, rows of nobody",
        write(
            "uci/online_retail.csv",
            StandardCharsets.UTF_8,
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
            Stream.concat(
                    Stream.concat(
                        lines.stream().map(l -> invoice("", l, l.quantity(), l.customer() + "")),
                        returns.stream().map(l -> invoice("C", l, -1, l.customer() + ""))),
                    lines.stream().limit(90).map(l -> invoice("9", l, 1, "")))
                .sorted(Comparator.reverseOrder())));
    perOrder();
  }

  private static String event(String kind, Line l, BigDecimal total) {
    return "%s;u%s;%s;s%s;%s;%s;%s;%s"
        .formatted(
            kind,
            l.customer(),
            l.order(),
            l.item(),
            l.position(),
            date("dd.MM.yyyy", l.day()),
            l.quantity(),
            total);
  }

  private static String invoice(String prefix, Line l, int quantity, String customer) {
    return "%s%s,%s,\"BOX, \"\"RED\"\"\",%s,%s,%s,%s,United Kingdom"
        .formatted(
            prefix,
            500_000 + l.order(),
            80_000 + l.item(),
            quantity,
            date("M/d/yyyy H:mm", l.day()),
            l.price(),
            customer);
  }

  private void perOrder() throws IOException {
    Map<Integer, BigDecimal> totals = new LinkedHashMap<>();
    Map<Integer, Line> first = new LinkedHashMap<>();
    lines.forEach(
        l -> {
          totals.merge(l.order(), l.amount(), BigDecimal::add);
          first.putIfAbsent(l.order(), l);
        });
    Path file =
        write(
            "orders/pedidos.csv",
            StandardCharsets.UTF_8,
            "pedido;cliente;fecha;importe",
            first.values().stream()
                .map(
                    l ->
                        "%s;c%s;%s;%s"
                            .formatted(
                                l.order(),
                                l.customer(),
                                date("dd-MM-yyyy", l.day()),
                                amount(totals.get(l.order()), '.', ','))));
    forms.add(
        new Form(
            "one row per order",
            List.of(file.toString()),
            money(lines),
            BigDecimal.ZERO,
            totals.size()));
  }

  private void several() throws IOException {
    String header = "order,customer,item,date,qty,amount";
    Path both =
        write(
                "channels/store/sales.csv",
                StandardCharsets.UTF_8,
                header,
                lines.stream().filter(l -> l.order() % 3 != 0).map(Forms::row))
            .getParent()
            .getParent();
    write(
        "channels/web/sales.csv",
        StandardCharsets.UTF_8,
        header,
        lines.stream().filter(l -> l.order() % 3 == 0).map(Forms::row));
    sold("two channels in folders", both);
    Path pair = write("pair/sales.csv", header, Forms::row).getParent();
    write("pair/returns.csv", StandardCharsets.UTF_8, header, returns.stream().map(Forms::row));
    soldAndReturned("sales and returns in files of their own", pair);
    relational();
  }

  /** Orders and their lines in tables of their own, and items with their categories. */
  private void relational() throws IOException {
    Path folder =
        write(
                "shopdb/order_items.csv",
                "order_id,product_id,quantity,unit_price",
                l -> "%s,%s,%s,%s".formatted(l.order(), l.item(), l.quantity(), l.price()))
            .getParent();
    Map<Integer, Line> first = new LinkedHashMap<>();
    lines.forEach(l -> first.putIfAbsent(l.order(), l));
    write(
        "shopdb/orders.csv",
        StandardCharsets.UTF_8,
        "order_id,customer_id,ordered_at",
        first.values().stream()
            .map(l -> "%s,%s,%sT09:05:00Z".formatted(l.order(), l.customer(), l.day())));
    write(
        "shopdb/products.csv",
        StandardCharsets.UTF_8,
        "id,name,category",
        Stream.iterate(1, i -> i + 1)
            .limit(41)
            .map(i -> "%s,thing %s,kind %s".formatted(i, i, i % 4)));
    sold("orders, lines and items in tables of their own", folder);
  }
}
