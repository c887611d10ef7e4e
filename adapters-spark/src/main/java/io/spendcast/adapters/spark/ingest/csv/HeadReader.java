package io.spendcast.adapters.spark.ingest.csv;

import io.spendcast.adapters.spark.ingest.csv.dialect.Charsets;
import io.spendcast.adapters.spark.ingest.csv.dialect.CsvDialect;
import io.spendcast.adapters.spark.ingest.files.ForeignBytes;
import io.spendcast.adapters.spark.ingest.files.OpenFile;
import io.spendcast.adapters.spark.ingest.files.SourceFile;
import io.spendcast.adapters.spark.ingest.files.Unreadable;
import io.spendcast.adapters.spark.table.fault.Printable;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/** Looks at the beginning of a file: its charset, its line ends, its separator and its columns. */
final class HeadReader {
  private static final int LOOKED_AT = 1 << 13;
  private static final Pattern SEP = Pattern.compile("\"?sep=(.)\"?", Pattern.CASE_INSENSITIVE);
  private static final List<String> SEPARATORS = List.of(";", "\t", "|", ",");

  private final CsvDialect dialect;
  private final Configuration hadoop;

  HeadReader(CsvDialect dialect, Configuration hadoop) {
    this.dialect = dialect;
    this.hadoop = hadoop;
  }

  /**
   * The head of a file; empty if nothing is in the file.
   *
   * @throws SpendcastException {@code INVALID} if it is no delimited text
   */
  Optional<CsvHead> of(SourceFile file) {
    try {
      byte[] first = OpenFile.head(file, LOOKED_AT, hadoop);
      ForeignBytes.kind(first)
          .ifPresent(
              kind -> {
                throw Unreadable.because(
                    file.path(),
                    "it is " + kind + ", not CSV",
                    "Save it as CSV, or set its format");
              });
      Marked marked = Marked.of(first, dialect.encoding());
      requireText(file, first, marked);
      return read(file, first, marked);
    } catch (IOException e) {
      throw Unreadable.because(file.path(), e);
    }
  }

  /** A mark at the beginning of a file names its charset. */
  private record Marked(Charset charset, int length) {
    static Marked of(byte[] first, String named) {
      if (begins(first, 0xef, 0xbb, 0xbf)) {
        return new Marked(StandardCharsets.UTF_8, 3);
      }
      if (begins(first, 0xff, 0xfe, 0, 0) || begins(first, 0, 0, 0xfe, 0xff)) {
        return new Marked(Charset.forName("UTF-32"), 0);
      }
      if (begins(first, 0xff, 0xfe) || begins(first, 0xfe, 0xff)) {
        return new Marked(StandardCharsets.UTF_16, 0);
      }
      return new Marked(named.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(named), 0);
    }

    private static boolean begins(byte[] first, int... mark) {
      return first.length >= mark.length
          && IntStream.range(0, mark.length).allMatch(i -> (first[i] & 0xff) == mark[i]);
    }
  }

  private static void requireText(SourceFile file, byte[] first, Marked marked) {
    if (!Charsets.hasPlainSigns(marked.charset())) {
      return;
    }
    int zeros = 0;
    int zerosAtOdd = 0;
    for (int i = 0; i < first.length; i++) {
      zeros += first[i] == 0 ? 1 : 0;
      zerosAtOdd += first[i] == 0 && i % 2 == 1 ? 1 : 0;
    }
    if (zeros > first.length / 4) {
      throw Unreadable.because(
          file.path(),
          "every second byte is 0, as in UTF-16",
          "Set options: {encoding: UTF-16%s}".formatted(zerosAtOdd > zeros / 2 ? "LE" : "BE"));
    }
    if (zeros > 0) {
      throw Unreadable.because(
          file.path(),
          "it is no text: it has bytes of value 0",
          "Save it as CSV, or set its format");
    }
  }

  private Optional<CsvHead> read(SourceFile file, byte[] first, Marked marked) throws IOException {
    byte end = end(new String(first, marked.charset()));
    try (Lines lines = ContentLines.of(file, marked.charset(), end, marked.length(), hadoop)) {
      Optional<Line> line = lines.next();
      CsvDialect spoken = dialect;
      if (line.isPresent()) {
        Matcher sep = SEP.matcher(line.get().text());
        if (sep.matches()) {
          spoken = dialect.isNamed() ? dialect : dialect.separatedBy(sep.group(1));
          line = Optional.empty();
        }
      }
      Records records = new Records(lines, spoken, marked.charset().name());
      line.ifPresent(records::putBack);
      return head(file, records, spoken, marked, end);
    }
  }

  private Optional<CsvHead> head(
      SourceFile file, Records records, CsvDialect spoken, Marked marked, byte end)
      throws IOException {
    Optional<CsvRecord> top = records.next();
    if (top.isEmpty()) {
      return Optional.empty();
    }
    List<String> titles = titles(file, top.get(), spoken);
    Optional<CsvRecord> data = spoken.header() ? records.next() : top;
    int least = lastNamed(titles) + 1;
    return Optional.of(
        new CsvHead(
            names(file, titles),
            width(titles, data),
            least,
            spoken,
            marked.charset().name(),
            end,
            data.map(CsvRecord::from).orElse(Long.MAX_VALUE),
            spoken.header()));
  }

  /** Lines end with a carriage return only if there is no line feed. */
  private static byte end(String first) {
    return (byte) (first.indexOf('\n') < 0 && first.indexOf('\r') >= 0 ? '\r' : '\n');
  }

  private static List<String> titles(SourceFile file, CsvRecord top, CsvDialect spoken) {
    if (!spoken.header()) {
      return IntStream.range(0, top.values().size()).mapToObj(i -> "_c" + i).toList();
    }
    top.fault()
        .ifPresent(
            fault -> {
              throw Unreadable.because(
                  file.path(),
                  "its first line cannot be read as the names of its columns: " + fault,
                  "Correct it, or set the options that it needs");
            });
    List<String> titles =
        top.values().stream().map(title -> title == null ? "" : printable(title)).toList();
    requireSeparated(file, top.values(), spoken);
    return titles;
  }

  /** Blanks around a name, and what nobody sees in it, are no part of it. */
  private static String printable(String title) {
    return title.replaceAll("[\\p{C}\\uFFFD]", "").strip();
  }

  private static void requireSeparated(SourceFile file, List<String> titles, CsvDialect spoken) {
    String only = titles.size() == 1 && titles.get(0) != null ? titles.get(0) : "";
    SEPARATORS.stream()
        .filter(only::contains)
        .filter(sign -> !sign.equals(spoken.separator()))
        .findFirst()
        .ifPresent(
            sign -> {
              throw Unreadable.because(
                  file.path(),
                  "it has a single column, called \"%s\"".formatted(Printable.of(only)),
                  "Set options: {sep: \"%s\"}".formatted(sign.equals("\t") ? "\\t" : sign));
            });
  }

  private static List<String> names(SourceFile file, List<String> titles) {
    Set<String> seen = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (String title : titles) {
      if (!title.isEmpty() && !seen.add(title.toLowerCase(Locale.ROOT))) {
        throw Unreadable.because(
            file.path(),
            "several of its columns are called %s".formatted(Printable.of(title)),
            "Give them different names");
      }
      names.add(title.isEmpty() ? "_c" + names.size() : title);
    }
    return names;
  }

  private static int lastNamed(List<String> titles) {
    return IntStream.range(0, titles.size())
        .filter(i -> !titles.get(i).isEmpty())
        .max()
        .orElse(titles.size() - 1);
  }

  /** All records of some files end with a separator that their first line does not have. */
  private static int width(List<String> titles, Optional<CsvRecord> data) {
    int width = titles.size();
    return data.map(CsvRecord::values)
        .filter(values -> values.size() > width)
        .filter(values -> values.subList(width, values.size()).stream().allMatch(v -> v == null))
        .map(List::size)
        .orElse(width);
  }
}
