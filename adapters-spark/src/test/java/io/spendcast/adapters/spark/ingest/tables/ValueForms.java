package io.spendcast.adapters.spark.ingest.tables;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Amounts, ids and days as people write them. */
final class ValueForms {
  private static final Shop SHOP = Shop.small();
  private static final int AMOUNT = Shop.NAMES.indexOf("total");
  private static final int DAY = Shop.NAMES.indexOf("day");
  private static final int WHO = Shop.NAMES.indexOf("who");

  private ValueForms() {}

  static List<Form> all() {
    return Stream.of(amounts(), plain(), filters(), ids(), days())
        .flatMap(List::stream)
        .map(Form::bounded)
        .toList();
  }

  private static List<Form> amounts() {
    return List.of(
        amounts("amount: 1,234.56", "en", Locale.US),
        amounts("amount: 1.234,56", "de", Locale.GERMANY),
        amounts("amount: 1 234,56", "fr", Locale.FRANCE),
        amounts("amount: 1’234.56", "ch", Locale.forLanguageTag("de-CH")),
        form("amount: US$1,234.56", AMOUNT, sale -> "US$" + grouped(sale.total(), Locale.US))
            .with("amount", "spendcast_amount(total, 'en')"),
        form("amount: 1.234 is 1234", wholes(), AMOUNT, s -> grouped(s.total(), Locale.GERMANY))
            .with("amount", "spendcast_amount(total, 'de')"),
        form("amount: 1.234 without a style", AMOUNT, s -> grouped(whole(s), Locale.GERMANY))
            .with("amount", "spendcast_amount(total)")
            .refused("amount is unreadable", "\"1.0"),
        form("amount: wrong style", AMOUNT, sale -> grouped(sale.total(), Locale.GERMANY))
            .with("amount", "spendcast_amount(total, 'en')")
            .refused("amount is unreadable", "\"1."),
        form("amount: style that is none", AMOUNT, sale -> sale.total().toString())
            .with("amount", "spendcast_amount(total, 'dee')")
            .refused("knows the styles en, de, fr, ch, in, not dee"),
        returns("minus: 12.50-", total -> total + "-"),
        returns("minus: (12.50)", total -> "(" + total + ")"),
        returns("minus: −12.50", total -> "−" + total));
  }

  /** Written by Java for the country. */
  private static Form amounts(String name, String style, Locale country) {
    return form(name, AMOUNT, sale -> grouped(sale.total(), country))
        .with("amount", "spendcast_amount(total, '%s')".formatted(style));
  }

  private static String grouped(BigDecimal amount, Locale country) {
    NumberFormat format = NumberFormat.getNumberInstance(country);
    format.setMinimumFractionDigits(amount.scale());
    return format.format(amount);
  }

  private static BigDecimal whole(Shop.Sale sale) {
    return sale.total().setScale(0, RoundingMode.UP);
  }

  private static Shop wholes() {
    return SHOP.map(sale -> sale.total(whole(sale).toString()));
  }

  /** Every tenth line goes back to the shop. */
  private static Form returns(String name, Function<String, String> minus) {
    Shop net = SHOP.map(s -> isTenth(s) ? s.total(s.total().negate().toString()) : s);
    return form(
            name,
            net,
            AMOUNT,
            s -> isTenth(s) ? minus.apply(s.total().abs().toString()) : s.total().toString())
        .with("amount", "spendcast_amount(total, 'en')")
        .with("flow", "SIGNED");
  }

  private static boolean isTenth(Shop.Sale sale) {
    return ChronoUnit.DAYS.between(LocalDate.of(2023, 1, 1), sale.day()) % 50 == 0;
  }

  private static List<Form> plain() {
    return List.of(
        form("plain: 12,34", AMOUNT, sale -> sale.total().toString().replace('.', ','))
            .refused("amount is unreadable"),
        form("plain: 12d and 1e3", AMOUNT, sale -> sale.n() == 1 ? "12d" : "1e3")
            .refused("amount is unreadable", "\"1e3\" in 40", "\"12d\" in 20"),
        form("plain: one unreadable", AMOUNT, s -> s.total() + (isFirst(s) ? " EUR" : ""))
            .gives(
                Outcome.keeps(new Shop(SHOP.sales().subList(1, SHOP.sales().size())))
                    .without(1, BigDecimal.ZERO, "amount is unreadable=1")),
        form("plain: amounts that are missing", AMOUNT, s -> s.n() == 1 ? "" : s.total().toString())
            .refused("the money of 20 of 60 rows (33.3 %) is unknown"),
        form("plain: customers that are missing", WHO, s -> s.n() == 1 ? "" : s.who())
            .gives(
                Outcome.keeps(without(s -> s.n() == 1))
                    .without(20, only(s -> s.n() == 1).money(), "customer is missing=20")));
  }

  private static boolean isFirst(Shop.Sale sale) {
    return sale.equals(SHOP.sales().get(0));
  }

  private static Shop only(Function<Shop.Sale, Boolean> wanted) {
    return new Shop(SHOP.sales().stream().filter(wanted::apply).toList());
  }

  private static Shop without(Function<Shop.Sale, Boolean> unwanted) {
    return only(sale -> !unwanted.apply(sale));
  }

  private static List<Form> filters() {
    return List.of(
        form("filter: text above a number", AMOUNT, sale -> sale.total().toString())
            .with("filter", "total > 0")
            .refused(
                "filter", "it takes the text total for a number", "CAST(total AS DECIMAL(18,4))"),
        form("filter: with the cast", AMOUNT, sale -> sale.total().toString())
            .with("filter", "CAST(total AS DECIMAL(18,4)) > 100")
            .gives(Outcome.keeps(only(sale -> sale.total().intValue() >= 100))),
        form("filter: text in numbers", AMOUNT, sale -> sale.total().toString())
            .with("filter", "n IN (1, 2)")
            .refused("it looks for the text n among numbers"),
        form("filter: text before a day", AMOUNT, sale -> sale.total().toString())
            .with("filter", "day < DATE'2023-06-01'")
            .refused("it holds the text day against a day"),
        form("filter: INT(n)", AMOUNT, sale -> sale.total().toString())
            .with("filter", "INT(n) < 3")
            .gives(Outcome.keeps(without(sale -> sale.n() == 3))),
        form("amount: price times quantity", AMOUNT, sale -> sale.total().toString())
            .with("amount", "total * n")
            .refused("columns.amount", "it takes the text total for a number"));
  }

  private static List<Form> ids() {
    return List.of(
        form("id: blanks of all kinds", WHO, s -> BLANKS.get(s.n() - 1).formatted(s.who())),
        form(
                "id: NULL, nan, -",
                WHO,
                s -> s.n() == 1 ? WORDS.get(s.day().getDayOfYear() % 6) : s.who())
            .gives(
                Outcome.keeps(without(s -> s.n() == 1))
                    .without(20, only(s -> s.n() == 1).money(), "customer is missing=20")),
        form("id: 10001.0", WHO, s -> s.who().replace("C", "10") + ".0"));
  }

  private static final List<String> BLANKS = List.of("%s", " %s\u00a0", "\t%s\u200b");
  private static final List<String> WORDS = List.of("NULL", "nan", "N/A", "None", "-", "\u00a0");

  /** As Java writes it in this language. */
  private static String written(Shop.Sale sale, String pattern, Locale language) {
    return DateTimeFormatter.ofPattern(pattern, language).format(sale.day());
  }

  /** What programs write for no day at all. */
  private static String everyTenth(Shop.Sale sale, String day) {
    return sale.nr().endsWith("5") ? day : sale.day().toString();
  }

  private static List<Form> days() {
    return List.of(
        form("day: with an offset", DAY, sale -> sale.day().minusDays(1) + "T22:30:00-05:00"),
        form("day: Z", DAY, sale -> sale.day() + "T22:30:00Z"),
        form("day: 2024-05", DAY, sale -> sale.day().toString().substring(0, 7))
            .refused("date is unreadable", "\"2023-0"),
        form("day: banana", DAY, sale -> sale.day() + " banana").refused("date is unreadable"),
        form("day: spreadsheet", DAY, sale -> "" + serial(sale.day()))
            .refused(
                "date is the day number of a spreadsheet",
                "date_add(DATE'1899-12-30', CAST(day AS INT))"),
        form("day: spreadsheet, read", DAY, sale -> "" + serial(sale.day()))
            .with("date", "date_add(DATE'1899-12-30', CAST(day AS INT))"),
        form("day: spreadsheet, with times", DAY, sale -> serial(sale.day()) + ".75")
            .with("date", "date_add(DATE'1899-12-30', CAST(day AS INT))"),
        form("day: month in German", DAY, sale -> written(sale, "d. MMMM yyyy", Locale.GERMAN))
            .with("date", "spendcast_day(day)"),
        form("day: month in French, short", DAY, s -> written(s, "dd MMM yyyy", Locale.FRENCH))
            .with("date", "spendcast_day(day)"),
        form("day: month in words, as it is", DAY, s -> written(s, "d-MMM-yy", Locale.US))
            .refused("date is a day with its month in words", "spendcast_day(day)"),
        form("day: 9999-12-31", DAY, sale -> everyTenth(sale, "9999-12-31"))
            .refused("date is in the future in 6 rows"),
        form("day: 0001-01-01", DAY, sale -> everyTenth(sale, "0001-01-01"))
            .refused("date is before"),
        form("day: digits", DAY, sale -> sale.day().toString().replace("-", ""))
            .refused("date is digits alone", "to_date(day, 'yyyyMMdd')"),
        form("day: YYYY", DAY, sale -> sale.day().toString())
            .with("date", "to_date(day, 'YYYY-MM-dd')")
            .refused("columns.date", "write yyyy"),
        form("day: mm", DAY, sale -> sale.day().toString())
            .with("date", "to_date(day, 'yyyy-mm-dd')")
            .refused("columns.date", "write MM"),
        form(
                "day: 1.5.2023 as dd.MM.yyyy",
                DAY,
                s ->
                    s.day().getDayOfMonth()
                        + "."
                        + s.day().getMonthValue()
                        + "."
                        + s.day().getYear())
            .with("date", "to_date(day, 'dd.MM.yyyy')")
            .refused("date is unreadable", "\"1.1.2023\""),
        form(
                "day: 1.5.2023 as d.M.yyyy",
                DAY,
                s ->
                    s.day().getDayOfMonth()
                        + "."
                        + s.day().getMonthValue()
                        + "."
                        + s.day().getYear())
            .with("date", "to_date(day, 'd.M.yyyy')"));
  }

  /** Excel counts from the day before 1900, and takes 1900 for a leap year. */
  private static long serial(LocalDate day) {
    return ChronoUnit.DAYS.between(LocalDate.of(1899, 12, 30), day);
  }

  private static Form form(String name, int index, Function<Shop.Sale, String> text) {
    return form(name, SHOP, index, text);
  }

  /** A shop with one value written otherwise, between semicolons. */
  private static Form form(String name, Shop shop, int index, Function<Shop.Sale, String> text) {
    return Form.csv(
            name,
            shop,
            shop.csv(
                ";",
                sale -> {
                  List<String> texts = new ArrayList<>(sale.texts());
                  texts.set(index, text.apply(sale));
                  return texts;
                }))
        .option("sep", ";");
  }
}
