package io.spendcast.domain.proposal.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How delimited text is written.
 *
 * @param separator what separates the fields
 * @param header whether the first record names the columns
 * @param first the fields of the first record
 * @param before how many records stand before the first one that is as wide as most
 */
public record CsvDialect(char separator, Header header, List<String> first, int before) {
  /** Begins the names of columns that have none. */
  public static final String NAMELESS = "_c";

  private static final List<Character> SEPARATORS = List.of(';', '\t', '|', ',');
  private static final int RECORDS = 200;
  private static final double MOSTLY = 0.6;

  /** Copies the list. */
  public CsvDialect {
    Objects.requireNonNull(header, "header");
    first = List.copyOf(first);
  }

  /** What the first record is. */
  public enum Header {
    /** The names of the columns. */
    NAMES,
    /** A row like the others. */
    NONE
  }

  /** The dialect of a text that begins like this. */
  public static CsvDialect of(String head) {
    String text = head.startsWith("\ufeff") ? head.substring(1) : head;
    if (text.toLowerCase(Locale.ROOT).startsWith("sep=") && text.length() > 4) {
      String rest = text.substring(5).replaceFirst("^\\r?\\n?", "");
      return of(rest, text.charAt(4));
    }
    char best =
        SEPARATORS.stream()
            .max(Comparator.comparingDouble(separator -> regularity(text, separator)))
            .orElseThrow();
    return of(text, best);
  }

  private static CsvDialect of(String text, char separator) {
    List<List<String>> records = records(text, separator);
    List<String> first = records.isEmpty() ? List.of() : records.get(0);
    return new CsvDialect(separator, header(records), first, before(records));
  }

  /** A record with one value less than most may be the names of a table without the last one. */
  private static int before(List<List<String>> records) {
    List<Integer> widths = records.stream().map(List::size).toList();
    int usual = widths.stream().sorted().skip(widths.size() / 2).findFirst().orElse(0);
    long same = widths.stream().filter(width -> width == usual).count();
    boolean isTable = usual > 2 && same >= MOSTLY * widths.size();
    return isTable && widths.get(0) < usual - 1 ? widths.indexOf(usual) : 0;
  }

  /** The share of the records with as many fields as most have; more fields win. */
  private static double regularity(String text, char separator) {
    List<Integer> widths = records(text, separator).stream().map(List::size).sorted().toList();
    if (widths.isEmpty() || widths.get(widths.size() / 2) < 2) {
      return 0;
    }
    int usual = widths.get(widths.size() / 2);
    double same = (double) widths.stream().filter(width -> width == usual).count() / widths.size();
    return same + Math.min(usual, 50) / 1000.0;
  }

  private static Header header(List<List<String>> records) {
    if (records.size() < 2) {
      return Header.NAMES;
    }
    List<String> first = records.get(0);
    boolean valued =
        IntStream.range(0, first.size())
            .anyMatch(
                column ->
                    isValue(first.get(column))
                        && records.stream()
                            .skip(1)
                            .filter(fields -> column < fields.size())
                            .anyMatch(fields -> isValue(fields.get(column))));
    return valued ? Header.NONE : Header.NAMES;
  }

  /** A number, a date or the like: more digits than letters. */
  private static boolean isValue(String field) {
    long digits = field.chars().filter(Character::isDigit).count();
    long letters = field.chars().filter(Character::isLetter).count();
    return digits > letters;
  }

  /** The first records, as RFC 4180 has them; the last may be cut off and is left out. */
  private static List<List<String>> records(String text, char separator) {
    List<List<String>> records = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length() && records.size() < RECORDS; i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == separator) {
        fields.add(taken(field));
      } else if (!quoted && (c == '\n' || c == '\r')) {
        if (!fields.isEmpty() || field.length() > 0) {
          fields.add(taken(field));
          records.add(fields);
          fields = new ArrayList<>();
        }
      } else {
        field.append(c);
      }
    }
    return records.isEmpty() && (!fields.isEmpty() || field.length() > 0)
        ? List.of(Stream.concat(fields.stream(), Stream.of(taken(field))).toList())
        : records;
  }

  private static String taken(StringBuilder field) {
    String text = field.toString().strip();
    field.setLength(0);
    return text;
  }
}
