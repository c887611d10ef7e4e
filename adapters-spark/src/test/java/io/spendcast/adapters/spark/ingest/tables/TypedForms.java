package io.spendcast.adapters.spark.ingest.tables;

import static io.spendcast.adapters.spark.ingest.tables.CsvForms.write;

import io.spendcast.adapters.spark.ingest.tables.Shop.Sale;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.sales.OwnTable.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Parquet, JSON and Delta as people have them, and places that are none. */
final class TypedForms {
  private static final Shop SHOP = CsvForms.SHOP;
  private static final String DUCK =
      "read_parquet('DIR/**/*.parquet', union_by_name = true, hive_partitioning = false)";
  private static final List<String> TYPES =
      List.of(
          "who",
          "nr",
          "sku",
          "DATE(day) AS day",
          "INT(n) AS n",
          "CAST(total AS DECIMAL(12,2)) AS total");

  private TypedForms() {}

  static List<Form> all() {
    return Stream.of(parquet(), broken(), json(), places()).flatMap(List::stream).toList();
  }

  private static List<Form> parquet() {
    return List.of(
        halves("parquet: int and bigint", "n", "BIGINT(n) AS n").witness(DUCK),
        halves("parquet: decimal scales", "total", "CAST(total AS DECIMAL(14,4)) AS total")
            .witness(DUCK),
        halves("parquet: decimal and double", "total", "DOUBLE(total) AS total").witness(DUCK),
        halves("parquet: numbers and texts", "n", "STRING(n) AS n"),
        halves("parquet: date and timestamp", "day", "TIMESTAMP(day) AS day"),
        halves("parquet: no common type", "total", "array(total) AS total")
            .refused("column total is", "in some of its files"),
        halves("parquet: a column more", "sku", "sku; 5 AS till").warns("column till is missing"),
        Form.of(
                "parquet: sub-folders",
                Format.PARQUET,
                SHOP,
                directory -> {
                  parquet(directory.resolve("a.parquet"), SHOP.firstHalf(), TYPES);
                  parquet(directory.resolve("2024/b.parquet"), SHOP.secondHalf(), TYPES);
                })
            .witness(DUCK),
        Form.of(
                "parquet: partitions keep their text",
                Format.PARQUET,
                SHOP,
                directory -> {
                  parquet(directory.resolve("store=007/a.parquet"), SHOP.firstHalf(), TYPES);
                  parquet(directory.resolve("store=7/b.parquet"), SHOP.secondHalf(), TYPES);
                })
            .with("customer", "concat(who, '@', store)")
            .with("filter", "store IN ('007', '7')"),
        Form.of(
                "parquet: hidden beside",
                Format.PARQUET,
                SHOP,
                directory -> {
                  parquet(directory.resolve("a.parquet"), SHOP, TYPES);
                  parquet(directory.resolve("_b.parquet"), SHOP, TYPES);
                })
            .warns("not read", "_b.parquet"),
        Form.of(
            "parquet: signs in names",
            Format.PARQUET,
            SHOP,
            directory -> {
              parquet(directory.resolve("a [1] {2}?.parquet"), SHOP.firstHalf(), TYPES);
              parquet(directory.resolve("b ü%20#\\.parquet"), SHOP.secondHalf(), TYPES);
            }),
        Form.of(
                "parquet: colon in a name",
                Format.PARQUET,
                SHOP,
                directory -> parquet(directory.resolve("till 10:30.parquet"), SHOP, TYPES))
            .refused("till 10:30.parquet", "has a colon", "Rename it"),
        Form.of(
                "csv: colon in a name",
                Format.CSV,
                SHOP,
                directory -> write(directory.resolve("till 10:30.csv"), SHOP.csv()))
            .refused("till 10:30.csv", "has a colon", "Rename it"),
        Form.of(
            "csv: signs in names",
            Format.CSV,
            SHOP,
            directory -> {
              write(directory.resolve("a [1] {2}?.csv"), SHOP.firstHalf().csv());
              write(directory.resolve("b ü%20#\\.csv"), SHOP.secondHalf().csv());
            }),
        Form.of(
                "csv: one with signs in its name",
                Format.CSV,
                SHOP,
                directory -> write(directory.resolve("a [1] {2}?\\.csv"), SHOP.csv()))
            .at("a [1] {2}?\\.csv"));
  }

  private static List<Form> broken() {
    return List.of(
        Form.of(
                "parquet: cut off",
                Format.PARQUET,
                SHOP,
                directory -> {
                  Path file = directory.resolve("a.parquet");
                  parquet(file, SHOP, TYPES);
                  byte[] bytes = Files.readAllBytes(file);
                  write(file, Arrays.copyOf(bytes, bytes.length / 2));
                })
            .refused("a.parquet", "no whole Parquet file"),
        Form.of(
                "parquet: a bit flipped",
                Format.PARQUET,
                SHOP,
                directory -> {
                  Path file = directory.resolve("a.parquet");
                  parquet(file, SHOP, TYPES);
                  byte[] bytes = Files.readAllBytes(file);
                  for (int i = 4; i < 60; i++) {
                    bytes[i] ^= 0x55;
                  }
                  write(file, bytes);
                })
            .refused("Cannot read"),
        Form.of(
                "parquet: an HTML page",
                Format.PARQUET,
                SHOP,
                directory -> write(directory.resolve("a.parquet"), "<html>404</html>"))
            .refused("an HTML page, not Parquet"),
        Form.of(
                "parquet: empty file",
                Format.PARQUET,
                SHOP,
                directory -> write(directory.resolve("a.parquet"), ""))
            .refused("it is empty"),
        Form.of("parquet: no such folder", Format.PARQUET, SHOP, directory -> {})
            .at("none")
            .refused("there is no such file or folder"),
        Form.of(
                "delta: newer protocol",
                Format.DELTA,
                SHOP,
                directory ->
                    altered(directory, "\"minReaderVersion\":1", "\"minReaderVersion\":99"))
            .refused("Cannot look at"),
        Form.of(
                "delta: features of the future",
                Format.DELTA,
                SHOP,
                directory ->
                    altered(
                        directory,
                        "\"minReaderVersion\":1,\"minWriterVersion\":2",
                        "\"minReaderVersion\":3,\"minWriterVersion\":7,"
                            + "\"readerFeatures\":[\"klingon\"],\"writerFeatures\":[\"klingon\"]"))
            .refused("Delta table", "features that this build cannot read"),
        Form.of(
                "delta: garbled log",
                Format.DELTA,
                SHOP,
                directory -> altered(directory, "\\{", "garbled"))
            .refused("Cannot"),
        Form.of(
                "delta: a file is gone",
                Format.DELTA,
                SHOP,
                directory -> {
                  delta(directory);
                  try (Stream<Path> files = Files.list(directory)) {
                    for (Path file :
                        files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
                      Files.delete(file);
                    }
                  }
                })
            .refused("gone"),
        Form.of("delta: plain", Format.DELTA, SHOP, TypedForms::delta),
        Form.of("delta: none there", Format.DELTA, SHOP, directory -> {}).refused("Cannot"));
  }

  private static List<Form> json() {
    return List.of(
        json("json: object a line", lines(SHOP)).witness("read_json_auto('DIR/*.json')"),
        json(
                "json: array on many lines",
                "[\n" + lines(SHOP).strip().replace("\n", ",\n") + "\n]\n")
            .witness("read_json_auto('DIR/*.json')"),
        json("json: array on one line", "[" + lines(SHOP).strip().replace("\n", ",") + "]"),
        json(
            "json: large ids",
            lines(SHOP.map(s -> s.who("9007199254741" + s.who().substring(1))))
                .replaceAll("\"who\":\"(\\d+)\"", "\"who\":$1")),
        json("json: one line is none", lines(SHOP) + "{\"who\": \"C0\n")
            .quarantines(1, java.math.BigDecimal.ZERO, "no JSON object"),
        json("json: one is none, with a schema", lines(SHOP) + "{\"who\": \"C0\n")
            .with(
                "schema", "who STRING, nr STRING, sku STRING, day DATE, n INT, total DECIMAL(9,2)")
            .quarantines(1, java.math.BigDecimal.ZERO, "no JSON object"),
        json("json: CSV called .json", SHOP.csv()).refused("no JSON object"),
        json("json: HTML called .json", "<html></html>").refused("an HTML page, not JSON"),
        json("json: empty", "").refused("Cannot"),
        json("json: DROPMALFORMED", lines(SHOP))
            .option("mode", "DROPMALFORMED")
            .refused("lost without being counted"),
        json("json: no such encoding", lines(SHOP))
            .option("encoding", "klingon")
            .refused("Cannot"));
  }

  private static List<Form> places() {
    return List.of(
        nowhere("s3:", "s3://bucket/sales").refused("does not know s3:", "It knows file:"),
        nowhere("s3a: without its classes", "s3a://bucket/sales").refused("does not know s3a:"),
        nowhere("https:", "https://example.com/sales.csv").refused("does not know https:"),
        nowhere("C:\\", "C:\\Users\\me\\sales.csv").refused("a path of Windows"),
        nowhere("no such scheme", "klingon:/sales.csv").refused("does not know klingon:"),
        Form.csv("an expression that raises an error", SHOP, SHOP.csv())
            .with("amount", "CAST(if(total = '56.12', raise_error('no'), total) AS DOUBLE)")
            .refused("Cannot"),
        Form.csv("a pattern that is none", SHOP, SHOP.csv())
            .with("item", "regexp_extract(sku, '(((', 1)")
            .refused("Cannot"));
  }

  private static Form nowhere(String name, String at) {
    return Form.of("path: " + name, Format.CSV, SHOP, directory -> {}).at(at);
  }

  private static Form json(String name, String text) {
    return Form.of(
        name, Format.JSON, SHOP, directory -> write(directory.resolve("sales.json"), text));
  }

  private static String lines(Shop shop) {
    return shop.sales().stream()
        .map(
            sale ->
                "{\"who\":\"%s\",\"nr\":\"%s\",\"sku\":\"%s\",\"day\":\"%s\",\"n\":%s,\"total\":%s}"
                    .formatted(
                        sale.who(), sale.nr(), sale.sku(), sale.day(), sale.n(), sale.total()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The second half has another type, or more, in one column. */
  private static Form halves(String name, String column, String other) {
    return Form.of(
        name,
        Format.PARQUET,
        SHOP,
        directory -> {
          parquet(directory.resolve("a.parquet"), SHOP.firstHalf(), TYPES);
          parquet(
              directory.resolve("b.parquet"),
              SHOP.secondHalf(),
              TYPES.stream()
                  .map(type -> type.replaceAll(".* AS ", "").equals(column) ? other : type)
                  .toList());
        });
  }

  private static void parquet(Path file, Shop shop, List<String> columns) throws IOException {
    Path folder = Files.createTempDirectory("parquet");
    rows(shop)
        .selectExpr(columns.stream().flatMap(c -> Stream.of(c.split("; "))).toArray(String[]::new))
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(folder.toString());
    try (Stream<Path> files = Files.list(folder)) {
      Path written = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      write(file, Files.readAllBytes(written));
    }
  }

  private static void delta(Path directory) {
    rows(SHOP)
        .selectExpr(TYPES.toArray(String[]::new))
        .coalesce(1)
        .write()
        .format("delta")
        .mode("overwrite")
        .save(directory.toString());
  }

  private static void altered(Path directory, String from, String to) throws IOException {
    delta(directory);
    Path log = directory.resolve("_delta_log/00000000000000000000.json");
    String before = Files.readString(log);
    String after = before.replaceFirst(from, to);
    if (after.equals(before)) {
      throw new IllegalArgumentException(before + " has no " + from);
    }
    write(log, after);
    for (String sum : List.of(".00000000000000000000.json.crc", "00000000000000000000.crc")) {
      Files.deleteIfExists(directory.resolve("_delta_log").resolve(sum));
    }
  }

  private static Dataset<Row> rows(Shop shop) {
    StructType schema = new StructType();
    for (String name : Shop.NAMES) {
      schema = schema.add(name, "string");
    }
    return TestSession.session()
        .get()
        .createDataFrame(
            shop.sales().stream()
                .map(Sale::texts)
                .map(t -> RowFactory.create(t.toArray()))
                .toList(),
            schema);
  }
}
