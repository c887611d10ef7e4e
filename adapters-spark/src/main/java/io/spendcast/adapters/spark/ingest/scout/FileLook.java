package io.spendcast.adapters.spark.ingest.scout;

import io.spendcast.adapters.spark.ingest.tables.Trial;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.proposal.sample.CsvDialect;
import io.spendcast.domain.sales.OwnTable.Format;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** Knows by name and first bytes what kind of rows a file holds. */
final class FileLook {
  private static final int LOOKED_AT = 1 << 20;
  private static final String TEXTS = "csv|tsv|txt|psv|tab|dat|asc|text|";

  private final Configuration hadoop;

  FileLook(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** The file; empty if it holds no rows that can be read, as a workbook does not. */
  Optional<DataFile> at(Path path, String location) throws IOException {
    byte[] first = head(path);
    long begins = digest(first);
    String ending = ending(path.getName());
    if (first.length == 0) {
      return Optional.empty();
    }
    if (new String(first, 0, Math.min(4, first.length), StandardCharsets.ISO_8859_1)
        .equals("PAR1")) {
      return Optional.of(plain(path, location, Format.PARQUET, begins));
    }
    if (ending.matches("json|jsonl|ndjson")) {
      Head head = Head.of(first);
      return Optional.of(
          new DataFile(
              path.toString(),
              location,
              Format.JSON,
              Optional.empty(),
              Optional.empty(),
              head.text().stripLeading().startsWith("["),
              begins));
    }
    return ending.matches(TEXTS) ? text(path, location, Head.of(first), begins) : Optional.empty();
  }

  private static DataFile plain(Path path, String location, Format format, long begins) {
    return new DataFile(
        path.toString(), location, format, Optional.empty(), Optional.empty(), false, begins);
  }

  private static Optional<DataFile> text(Path path, String location, Head head, long begins) {
    CsvDialect dialect = CsvDialect.of(head.text());
    if (isDsdgen(location, head.text())) {
      return Optional.of(plain(path, location, Format.DSDGEN, begins));
    }
    requireNames(location, dialect);
    boolean delimited = dialect.first().size() > 1 && head.text().indexOf('\0') < 0;
    return Optional.of(
            new DataFile(
                path.toString(),
                location,
                Format.CSV,
                Optional.of(dialect),
                head.charset(),
                false,
                begins))
        .filter(file -> delimited);
  }

  /** Programs like to say first what a file is, and when it was made. */
  private static void requireNames(String location, CsvDialect dialect) {
    if (dialect.before() > 0) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot look at %s: other lines stand before the one that names its columns, record %s."
              .formatted(location, dialect.before() + 1),
          "Remove the lines before it, or the file.");
    }
  }

  private static long digest(byte[] bytes) {
    CRC32C digest = new CRC32C();
    digest.update(bytes);
    return digest.getValue();
  }

  /** Every row of dsdgen ends with a bar, and its file is called after its table. */
  private static boolean isDsdgen(String location, String text) {
    return Trial.isOfDsdgen(location)
        && text.lines().limit(20).filter(line -> !line.isEmpty()).allMatch(l -> l.endsWith("|"));
  }

  private byte[] head(Path path) throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
    try (InputStream raw = path.getFileSystem(hadoop).open(path);
        InputStream content = codec == null ? raw : codec.createInputStream(raw)) {
      return content.readNBytes(LOOKED_AT);
    }
  }

  private static String ending(String name) {
    String bare = name.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|bz2|zst|snappy|deflate)$", "");
    return bare.contains(".") ? bare.substring(bare.lastIndexOf('.') + 1) : "";
  }
}
