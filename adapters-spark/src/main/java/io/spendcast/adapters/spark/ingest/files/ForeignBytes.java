package io.spendcast.adapters.spark.ingest.files;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Knows by its first bytes what a file really is. */
public final class ForeignBytes {
  /** Parquet. */
  public static final String PARQUET = "a Parquet file";

  private static final List<Known> KNOWN =
      List.of(
          new Known("PK\u0003\u0004", "a zip archive, such as an Excel workbook"),
          new Known("\u00d0\u00cf\u0011\u00e0", "an old Excel workbook"),
          new Known("PAR1", PARQUET),
          new Known("\u001f\u008b", "packed by gzip"),
          new Known("BZh", "packed by bzip2"),
          new Known("(\u00b5/\u00fd", "packed by zstd"),
          new Known("7z\u00bc\u00af", "a 7z archive"),
          new Known("%PDF", "a PDF"),
          new Known("ORC", "an ORC file"),
          new Known("Obj\u0001", "an Avro file"),
          new Known("SQLite format", "an SQLite database"));
  private static final List<Known> PAGES =
      List.of(
          new Known("<!doctype html", "an HTML page"),
          new Known("<html", "an HTML page"),
          new Known("<?xml", "an XML document"),
          new Known("<error", "an XML document"));

  private ForeignBytes() {}

  /** What the first bytes of a file are the beginning of, if that is known. */
  public static Optional<String> kind(byte[] first) {
    String text = new String(first, StandardCharsets.ISO_8859_1);
    String page = text.replaceFirst("^\u00ef\u00bb\u00bf", "").stripLeading();
    return kind(KNOWN, text).or(() -> kind(PAGES, page.toLowerCase(Locale.ROOT)));
  }

  private static Optional<String> kind(List<Known> known, String text) {
    return known.stream().filter(k -> text.startsWith(k.start())).map(Known::kind).findFirst();
  }

  private record Known(String start, String kind) {}
}
