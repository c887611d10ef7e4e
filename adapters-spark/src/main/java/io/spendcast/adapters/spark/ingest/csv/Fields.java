package io.spendcast.adapters.spark.ingest.csv;

import io.spendcast.adapters.spark.ingest.csv.dialect.CsvDialect;
import java.util.ArrayList;
import java.util.List;

/** Cuts the text of a record, line by line, into its values. */
final class Fields {
  private enum At {
    START,
    PLAIN,
    QUOTED,
    CLOSED
  }

  private final CsvDialect dialect;
  private final List<String> values = new ArrayList<>();
  private final StringBuilder value = new StringBuilder();
  private At at = At.START;
  private boolean quoted;
  private boolean broken;
  private boolean stray;

  Fields(CsvDialect dialect) {
    this.dialect = dialect;
  }

  /** The values so far; a missing one is null, as Spark's rows have it. */
  List<String> values() {
    return values;
  }

  /** Whether the record goes on in the next line, within quotes. */
  boolean isOpen() {
    return at == At.QUOTED;
  }

  /** Whether a quote stands where none may. */
  boolean isBroken() {
    return broken;
  }

  /** Whether a quote stands within a value without quotes, where it may be a letter. */
  boolean hasStrayQuote() {
    return stray;
  }

  /** Begins a record with its first line. */
  void begin(String line) {
    values.clear();
    at = At.START;
    broken = false;
    stray = false;
    if (dialect.quote() == 0 || line.indexOf(dialect.quote()) < 0) {
      cut(line);
    } else {
      add(line);
    }
  }

  /** Goes on with the record's next line, after the line break that its quotes hold. */
  void goOn(String lineBreak, String line) {
    value.append(lineBreak);
    add(line);
  }

  private void cut(String line) {
    String separator = dialect.separator();
    int from = 0;
    for (int to = line.indexOf(separator); to >= 0; to = line.indexOf(separator, from)) {
      values.add(meaning(line.substring(from, to)));
      from = to + separator.length();
    }
    values.add(meaning(line.substring(from)));
  }

  private void add(String line) {
    int i = 0;
    while (i < line.length()) {
      i += at == At.QUOTED ? quoted(line, i) : unquoted(line, i);
    }
    if (at != At.QUOTED) {
      end();
    }
  }

  /** Reads on within quotes; how many characters it took. */
  private int quoted(String line, int i) {
    char sign = line.charAt(i);
    char after = i + 1 < line.length() ? line.charAt(i + 1) : '\0';
    if (sign == dialect.quote() && after == sign) {
      value.append(sign);
      return 2;
    }
    if (sign == dialect.quote()) {
      at = At.CLOSED;
      return 1;
    }
    if (sign == dialect.escape() && (after == dialect.quote() || after == sign)) {
      value.append(after);
      return 2;
    }
    value.append(sign);
    return 1;
  }

  private int unquoted(String line, int i) {
    if (line.startsWith(dialect.separator(), i)) {
      end();
      at = At.START;
      return dialect.separator().length();
    }
    char sign = line.charAt(i);
    if (at == At.START && sign == dialect.quote()) {
      begin();
    } else if (at == At.CLOSED) {
      broken |= !Character.isWhitespace(sign);
    } else if (at == At.PLAIN || !dialect.trimStart() || !Character.isWhitespace(sign)) {
      value.append(sign);
      stray |= sign == dialect.quote();
      at = At.PLAIN;
    }
    return 1;
  }

  private void begin() {
    at = At.QUOTED;
    quoted = true;
  }

  private void end() {
    String text = value.toString();
    values.add(quoted ? (text.isEmpty() ? dialect.emptyValue() : text) : meaning(text));
    value.setLength(0);
    quoted = false;
  }

  private String meaning(String text) {
    String trimmed = dialect.trimStart() ? text.stripLeading() : text;
    trimmed = dialect.trimEnd() ? trimmed.stripTrailing() : trimmed;
    return trimmed.isEmpty() || trimmed.equals(dialect.nullValue()) ? null : trimmed;
  }
}
