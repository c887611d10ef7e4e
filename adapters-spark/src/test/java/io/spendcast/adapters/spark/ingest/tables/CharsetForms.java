package io.spendcast.adapters.spark.ingest.tables;

import static io.spendcast.adapters.spark.ingest.tables.CsvForms.write;

import io.spendcast.domain.sales.OwnTable.Format;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Delimited text in other charsets than UTF-8, and what is no text at all. */
final class CharsetForms {
  private static final Shop SHOP = CsvForms.SHOP;

  /** Twelve customers whose names differ in their vowels only. */
  private static final Shop UMLAUTS =
      SHOP.map(
          sale ->
              sale.who(
                  "M" + "üöäéèêëîïôûç".charAt(Integer.parseInt(sale.who().substring(1))) + "ller"));

  /** Every fifth line has one. */
  private static final Shop SOME = SHOP.everyFifth(sale -> sale.who("Müller"));

  private static final Shop OTHERS =
      new Shop(SOME.sales().stream().filter(sale -> !sale.who().equals("Müller")).toList());

  private CharsetForms() {}

  static List<Form> all() {
    return List.of(
        in("windows-1252 named", UMLAUTS, Charset.forName("windows-1252"))
            .option("encoding", "windows-1252"),
        in("windows-1252 not named", SOME, Charset.forName("windows-1252"))
            .gives(
                Outcome.keeps(OTHERS)
                    .without(
                        12, BigDecimal.ZERO, "not UTF-8; name the encoding, such as windows-1252")),
        in("ISO-8859-15 as charset", UMLAUTS, Charset.forName("ISO-8859-15"))
            .option("charset", "latin9"),
        in("UTF-8", UMLAUTS, StandardCharsets.UTF_8).witness(CsvForms.DUCK),
        in("UTF-16 with a mark", UMLAUTS, StandardCharsets.UTF_16),
        in("UTF-16LE with a mark", UMLAUTS, "\uFEFF", StandardCharsets.UTF_16LE),
        in("UTF-16LE without a mark", UMLAUTS, StandardCharsets.UTF_16LE)
            .refused("UTF-16", "encoding: UTF-16LE"),
        in("UTF-16LE named", UMLAUTS, StandardCharsets.UTF_16LE).option("encoding", "UTF-16LE"),
        in(
                "Shift_JIS named",
                SHOP.map(sale -> sale.note("能書き, 表"))
                    .map(sale -> sale.note("\"" + sale.note() + "\"")),
                Charset.forName("Shift_JIS"))
            .option("encoding", "Shift_JIS"),
        in("no such charset", SHOP, StandardCharsets.UTF_8)
            .option("encoding", "latin99")
            .refused("no such charset, the nearest are", "ISO-8859"),
        in(
                "replaced before",
                SHOP.everyFifth(sale -> sale.who("M\uFFFDller")),
                StandardCharsets.UTF_8)
            .gives(
                Outcome.keeps(OTHERS)
                    .without(12, SHOP.money().subtract(OTHERS.money()), "customer has U+FFFD")),
        bytes("zip called .csv", "PK\u0003\u0004\u0014\u0000\u0006\u0000\u0008\u0000garbage")
            .refused("zip archive, such as an Excel workbook"),
        Form.of(
                "xlsx called .csv",
                Format.CSV,
                SHOP,
                directory -> write(directory.resolve("sales.csv"), zip()))
            .refused("Excel workbook"),
        bytes("HTML called .csv", "<!DOCTYPE html><html><body>404</body></html>")
            .refused("an HTML page, not CSV"),
        bytes("XML called .csv", "<?xml version=\"1.0\"?><Error/>").refused("an XML document"),
        bytes("Parquet called .csv", "PAR1\u0000\u0001").refused("a Parquet file, not CSV"),
        bytes("bytes of value 0", "who,nr\u0000\u0001,\u0002sku\nx,y,z\n").refused("no text"),
        bytes("names of control characters", "w\u0007ho,\u001b[31mnr,sku\nx,y,z\n")
            .refused("there is no column nr"));
  }

  private static Form in(String name, Shop shop, Charset charset) {
    return in(name, shop, "", charset);
  }

  private static Form in(String name, Shop shop, String mark, Charset charset) {
    return Form.of(
        name,
        Format.CSV,
        shop,
        directory -> write(directory.resolve("sales.csv"), (mark + shop.csv()).getBytes(charset)));
  }

  private static Form bytes(String name, String bytes) {
    return Form.of(
        name,
        Format.CSV,
        SHOP,
        directory ->
            write(directory.resolve("sales.csv"), bytes.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static byte[] zip() throws java.io.IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
      zip.write(new byte[2000]);
    }
    return bytes.toByteArray();
  }
}
