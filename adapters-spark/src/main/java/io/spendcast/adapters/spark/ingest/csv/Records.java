package io.spendcast.adapters.spark.ingest.csv;

import io.spendcast.adapters.spark.ingest.csv.dialect.CsvDialect;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Puts lines together to records. A quote that is never closed would swallow the rest of the file;
 * so if quotes do not work out, only the first line of the record is given up, and reading goes on
 * with the next.
 */
final class Records implements Closeable {
  static final String QUOTES = "a quote is not closed, or not doubled";

  private static final int MOST_LINES = 1000;
  private static final int MOST_CHARACTERS = 1 << 20;

  private final Lines lines;
  private final CsvDialect dialect;
  private final String charset;
  private final Fields fields;
  private final IntPredicate fits;
  private final Deque<Line> again = new ArrayDeque<>();

  /** Records of any number of values. */
  Records(Lines lines, CsvDialect dialect, String charset) {
    this(lines, dialect, charset, values -> true);
  }

  /**
   * Records as long as most.
   *
   * @param fits whether a record may have so many values; one of several lines that does not is
   *     taken for one whose quotes do not work out
   */
  Records(Lines lines, CsvDialect dialect, String charset, IntPredicate fits) {
    this.fits = fits;
    this.lines = lines;
    this.dialect = dialect;
    this.charset = charset;
    this.fields = new Fields(dialect);
  }

  /** The next record that is neither an empty line nor a comment; empty at the end. */
  Optional<CsvRecord> next() throws IOException {
    Optional<Line> line = line();
    while (line.isPresent() && isNothing(line.get())) {
      line = line();
    }
    return line.isPresent() ? Optional.of(record(line.get())) : Optional.empty();
  }

  /** The next line as it stands, for what comes before the records. */
  Optional<Line> line() throws IOException {
    return again.isEmpty() ? lines.next() : Optional.of(again.pop());
  }

  void putBack(Line line) {
    again.push(line);
  }

  private boolean isNothing(Line line) {
    return line.text().isEmpty()
        || (dialect.comment() != 0 && line.text().charAt(0) == dialect.comment());
  }

  private CsvRecord record(Line first) throws IOException {
    fields.begin(first.text());
    if (!fields.isOpen()) {
      return record(List.of(first), fields.isBroken());
    }
    List<Line> read = new ArrayList<>(List.of(first));
    int length = first.text().length();
    while (fields.isOpen()
        && dialect.multiLine()
        && read.size() < MOST_LINES
        && length < MOST_CHARACTERS) {
      Optional<Line> more = line();
      if (more.isEmpty()) {
        break;
      }
      fields.goOn(read.get(read.size() - 1).end(), more.get().text());
      read.add(more.get());
      length += more.get().text().length();
    }
    if (isDoubtful()) {
      for (int i = read.size() - 1; i > 0; i--) {
        again.push(read.get(i));
      }
      return record(List.of(first), true);
    }
    return record(read, false);
  }

  /** Whether a record of several lines is rather one whose quotes do not work out. */
  private boolean isDoubtful() {
    return fields.isOpen()
        || fields.isBroken()
        || fields.hasStrayQuote()
        || !fits.test(fields.values().size());
  }

  private CsvRecord record(List<Line> read, boolean broken) {
    String raw =
        read.size() == 1
            ? read.get(0).text()
            : read.stream().map(line -> line.text() + line.end()).collect(Collectors.joining());
    return new CsvRecord(
        broken ? List.of() : new ArrayList<>(fields.values()),
        raw,
        read.get(0).from(),
        fault(read, broken));
  }

  private Optional<String> fault(List<Line> read, boolean broken) {
    if (read.stream().anyMatch(Line::damaged)) {
      return Optional.of(
          charset.equals("UTF-8")
              ? "bytes that are not UTF-8; name the encoding, such as windows-1252"
              : "bytes that are not " + charset + ", which is named as the encoding");
    }
    return broken ? Optional.of(QUOTES) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
