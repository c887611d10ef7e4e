package io.spendcast.adapters.spark.ingest.tables;

import io.spendcast.adapters.spark.ingest.tables.Shop.Sale;
import io.spendcast.domain.sales.OwnTable.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;

/** Delimited text as people have it: quotes, line breaks, headers, lines that do not fit. */
final class CsvForms {
  static final Shop SHOP = Shop.small();
  static final String DUCK = "read_csv('DIR/*.csv', all_varchar = true)";

  private CsvForms() {}

  static List<Form> all() {
    return Stream.of(quotes(), lines(), misfits(), headers(), options(), folders())
        .flatMap(List::stream)
        .toList();
  }

  /** With the note of every fifth line as it stands in the file. */
  private static String noted(String note) {
    return SHOP.everyFifth(sale -> sale.note(note)).csv();
  }

  private static List<Form> quotes() {
    return List.of(
        Form.csv("plain", SHOP, SHOP.csv()).witness(DUCK),
        Form.csv("quotes doubled", SHOP, noted("\"27\"\" monitor, black\"")).witness(DUCK),
        Form.csv(
                "quotes doubled, like amounts",
                SHOP,
                SHOP.text(
                    "note,who,nr,sku,day,n,total",
                    ",",
                    sale -> first("\"the \"\"best\"\", 3, 99.99, really\"", sale)))
            .witness(DUCK),
        Form.csv("backslash before a quote", SHOP, noted("\"Size 10\\\"")).witness(DUCK),
        Form.csv("backslashes escape", SHOP, noted("\"Size 10\\\", black\""))
            .option("escape", "\\"),
        Form.csv("no quotes at all", SHOP, noted("27\" monitor")).option("quote", ""),
        Form.csv("quote within a text", SHOP, noted("27\" monitor")),
        Form.csv("line breaks in quotes", SHOP, noted("\"first\nsecond, third\"")).witness(DUCK),
        Form.csv("quote never closed", without(7), changed(7, "note 7", "\"note 7"))
            .gives(Outcome.keeps(without(7)).without(1, BigDecimal.ZERO, "not closed")),
        Form.csv("quote not doubled", without(7), changed(7, "note 7", "\"a \"b\" c\""))
            .gives(Outcome.keeps(without(7)).without(1, BigDecimal.ZERO, "not doubled")));
  }

  private static List<Form> lines() {
    return List.of(
        Form.csv("CRLF", SHOP, SHOP.csv().replace("\n", "\r\n")).witness(DUCK),
        Form.csv("CR only", SHOP, SHOP.csv().replace("\n", "\r")),
        Form.csv("no line end at the end", SHOP, SHOP.csv().strip()).witness(DUCK),
        Form.csv("empty lines", SHOP, SHOP.csv().replace("\nC003", "\n\nC003")),
        Form.csv("byte order mark", SHOP, "\uFEFF" + SHOP.csv()).witness(DUCK),
        Form.csv("sep= line of Excel", SHOP, "sep=;\r\n" + SHOP.csv(";", Sale::texts)),
        Form.csv("comments", SHOP, "# from the till\n" + SHOP.csv()).option("comment", "#"),
        Form.csv(
                "header again in the middle",
                SHOP,
                SHOP.firstHalf().csv() + SHOP.secondHalf().csv())
            .quarantines(1, BigDecimal.ZERO, "repeats the names"));
  }

  private static List<Form> misfits() {
    return List.of(
        Form.csv("thousands not quoted", without(7), changed(7, ",56.12,", ",1,056.12,"))
            .gives(Outcome.keeps(without(7)).without(1, BigDecimal.ZERO, "more values")),
        Form.csv("decimal comma not quoted", without(7), changed(7, ",56.12,", ",56,12,"))
            .gives(Outcome.keeps(without(7)).without(1, BigDecimal.ZERO, "more values")),
        Form.csv("cut off", without(7), changed(7, ",56.12,note 7", ",56"))
            .gives(Outcome.keeps(without(7)).without(1, BigDecimal.ZERO, "fewer values")),
        Form.csv("a misfit and a filter", without(7), changed(7, ",56.12,", ",56,12,"))
            .with("filter", "note LIKE 'note%'")
            .gives(Outcome.keeps(without(7)).without(1, BigDecimal.ZERO, "more values")),
        Form.csv("empty columns at the end", SHOP, SHOP.csv().replace("\n", ",,\n")).witness(DUCK),
        Form.csv("separator after each record", SHOP, endingWithSeparators()),
        Form.csv("FAILFAST", SHOP, changed(7, ",56.12,", ",56,12,"))
            .option("mode", "FAILFAST")
            .refused("more values"),
        Form.csv("FAILFAST, all right", SHOP, SHOP.csv()).option("mode", "FAILFAST"),
        Form.csv("DROPMALFORMED", SHOP, SHOP.csv())
            .option("mode", "DROPMALFORMED")
            .refused("lost without being counted"),
        Form.csv("no such mode", SHOP, SHOP.csv())
            .option("mode", "nonsense")
            .refused("PERMISSIVE"));
  }

  private static List<Form> headers() {
    return List.of(
        two(
                "columns swapped",
                SHOP.secondHalf().text("who,nr,sku,day,total,n,note", ",", CsvForms::swapped))
            .witness("read_csv('DIR/*.csv', all_varchar = true, union_by_name = true)"),
        two(
                "one more column in the middle",
                SHOP.secondHalf()
                    .text(
                        "who,nr,sku,till,day,n,total,note",
                        ",",
                        sale -> with(3, "till 5", sale.texts())))
            .warns("column till is missing in 1 of 2 files", "a.csv")
            .witness("read_csv('DIR/*.csv', all_varchar = true, union_by_name = true)"),
        two("names in capitals", SHOP.secondHalf().csv().replace("who,nr,sku", "WHO,Nr,SKU")),
        two("second file without a header", headless(SHOP.secondHalf()))
            .refused("b.csv", "none of the columns of a.csv"),
        two("one file is empty", "").gives(Outcome.keeps(SHOP.firstHalf()).warning("empty: b.csv")),
        Form.csv("equal names", SHOP, SHOP.csv().replace("nr,sku,day", "who,sku,day"))
            .refused("several of its columns are called who"),
        Form.csv("blanks around names", SHOP, SHOP.csv().replace("who,nr", " who , nr"))
            .witness(DUCK.replace("all_varchar", "normalize_names = false, all_varchar")),
        Form.csv("no header", SHOP, headless(SHOP))
            .option("header", "false")
            .with(
                "schema",
                "who STRING, nr STRING, sku STRING, day DATE, n INT, total DECIMAL(9,2), note"
                    + " STRING"),
        Form.csv("header and schema", SHOP, SHOP.csv())
            .with(
                "schema", "total DECIMAL(9,2), who STRING, nr STRING, sku STRING, day DATE, n INT"),
        Form.csv("header and another schema", SHOP, SHOP.csv())
            .with("schema", "customer STRING, total DECIMAL(9,2)")
            .refused("no header of it has the column customer"),
        Form.csv("empty", SHOP, "").refused("it is empty"),
        Form.csv("header only", SHOP, "who,nr,sku,day,n,total,note\n").refused("sales is empty"));
  }

  private static List<Form> options() {
    return List.of(
        Form.csv("semicolons", SHOP, SHOP.csv(";", Sale::texts)).option("sep", ";").witness(DUCK),
        Form.csv("tabs", SHOP, SHOP.csv("\t", Sale::texts)).option("sep", "\\t").witness(DUCK),
        Form.csv("two signs between", SHOP, SHOP.csv("||", Sale::texts)).option("delimiter", "||"),
        Form.csv("semicolons not said", SHOP, SHOP.csv(";", Sale::texts))
            .refused("single column", "options: {sep: \";\"}"),
        Form.csv("tabs not said", SHOP, SHOP.csv("\t", Sale::texts))
            .refused("options: {sep: \"\\t\"}"),
        Form.csv("bars not said", SHOP, SHOP.csv("|", Sale::texts))
            .refused("options: {sep: \"|\"}"),
        Form.csv("quote of two signs", SHOP, SHOP.csv())
            .option("quote", "ab")
            .refused("quote", "single character"),
        Form.csv("no separator", SHOP, SHOP.csv()).option("sep", "").refused("sep"),
        Form.csv("misspelt option", SHOP, SHOP.csv())
            .option("seperator", ";")
            .refused("there is no such option", "sep"),
        Form.csv("types guessed", SHOP, SHOP.csv())
            .option("inferSchema", "true")
            .refused("inferSchema"),
        Form.csv("null value", SHOP, noted("NULL")).option("nullValue", "NULL"));
  }

  private static List<Form> folders() {
    return List.of(
        Form.of(
            "sub-folders",
            Format.CSV,
            SHOP,
            directory -> {
              write(directory.resolve("a.csv"), SHOP.firstHalf().csv());
              write(directory.resolve("2024/b.csv"), SHOP.secondHalf().csv());
            }),
        Form.of(
                "hidden files beside",
                Format.CSV,
                SHOP,
                directory -> {
                  write(directory.resolve("2023.csv"), SHOP.csv());
                  write(directory.resolve("_2024.csv"), SHOP.csv());
                  write(directory.resolve(".x.csv"), SHOP.csv());
                  write(directory.resolve("_SUCCESS"), "");
                })
            .warns("not read", ".x.csv, _2024.csv"),
        Form.of(
                "hidden files only",
                Format.CSV,
                SHOP,
                directory -> write(directory.resolve("_2024.csv"), SHOP.csv()))
            .refused("_2024.csv", "Rename"),
        Form.of("no file", Format.CSV, SHOP, directory -> {}).refused("no file in it"),
        Form.of(
                "partitions keep their text",
                Format.CSV,
                SHOP,
                directory -> {
                  write(directory.resolve("store=007/a.csv"), SHOP.firstHalf().csv());
                  write(directory.resolve("store=7/a.csv"), SHOP.secondHalf().csv());
                })
            .with("filter", "store IN ('007', '7')")
            .with("order", "concat(nr, '-', store)"),
        Form.of(
                "pattern",
                Format.CSV,
                SHOP,
                directory -> {
                  write(directory.resolve("sales-1.csv"), SHOP.firstHalf().csv());
                  write(directory.resolve("sales-2.csv"), SHOP.secondHalf().csv());
                  write(directory.resolve("read me.txt"), "not for machines");
                })
            .at("sales-*.csv"),
        Form.of(
                "something else in the folder",
                Format.CSV,
                SHOP,
                directory -> {
                  write(directory.resolve("a.csv"), SHOP.csv());
                  write(directory.resolve("read me.txt"), "not for machines");
                })
            .refused("read me.txt", "none of the columns"),
        Form.of("gzip", Format.CSV, SHOP, directory -> gzip(directory, 0))
            .witness("read_csv('DIR/*.gz', all_varchar = true)"),
        Form.of("bzip2", Format.CSV, SHOP, CsvForms::bzip2),
        Form.of("gzip, cut", Format.CSV, SHOP, directory -> gzip(directory, 40))
            .refused("sales.csv.gz"));
  }

  private static List<String> swapped(Sale sale) {
    List<String> texts = new ArrayList<>(sale.texts());
    texts.set(4, sale.total().toPlainString());
    texts.set(5, "" + sale.n());
    return texts;
  }

  private static Shop without(int line) {
    List<Sale> sales = new ArrayList<>(SHOP.sales());
    sales.remove(line);
    return new Shop(sales);
  }

  private static String changed(int line, String from, String to) {
    List<String> lines = new ArrayList<>(SHOP.csv().lines().toList());
    String before = lines.get(line + 1);
    if (!before.contains(from)) {
      throw new IllegalArgumentException(before + " has no " + from);
    }
    lines.set(line + 1, before.replace(from, to));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> first(String value, Sale sale) {
    return Stream.concat(Stream.of(value), sale.texts().stream().limit(6)).toList();
  }

  private static List<String> with(int at, String value, List<String> texts) {
    List<String> more = new ArrayList<>(texts);
    more.add(at, value);
    return more;
  }

  private static String headless(Shop shop) {
    return shop.csv().substring(shop.csv().indexOf('\n') + 1);
  }

  private static String endingWithSeparators() {
    return "who,nr,sku,day,n,total,note\n" + headless(SHOP).replace("\n", ",\n");
  }

  private static Form two(String name, String second) {
    return Form.of(
        name,
        Format.CSV,
        SHOP,
        directory -> {
          write(directory.resolve("a.csv"), SHOP.firstHalf().csv());
          write(directory.resolve("b.csv"), second);
        });
  }

  static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private static void bzip2(Path directory) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(new Configuration());
    try (OutputStream out = codec.createOutputStream(packed)) {
      out.write(SHOP.csv().getBytes(StandardCharsets.UTF_8));
    }
    write(directory.resolve("sales.csv.bz2"), packed.toByteArray());
  }

  private static void gzip(Path directory, int missing) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(SHOP.csv().getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = packed.toByteArray();
    write(directory.resolve("sales.csv.gz"), Arrays.copyOf(bytes, bytes.length - missing));
  }
}
