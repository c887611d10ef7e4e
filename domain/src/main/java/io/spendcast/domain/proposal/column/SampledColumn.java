package io.spendcast.domain.proposal.column;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A column of some rows.
 *
 * @param name as the table has it
 * @param expression how Spark SQL reaches it
 * @param type how its values are kept
 * @param values one text per row, stripped; blank where there is none
 */
public record SampledColumn(String name, String expression, ValueType type, List<String> values) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Copies the list. */
  public SampledColumn {
    Objects.requireNonNull(type, "type");
    values = values.stream().map(String::strip).toList();
  }

  /** How values are kept. */
  public enum ValueType {
    /** Text, as all of CSV. */
    TEXT,
    /** A whole number. */
    WHOLE,
    /** A number with a fraction. */
    DECIMAL,
    /** A day. */
    DAY,
    /** An instant. */
    TIME,
    /** Anything that is none of these, such as a truth value. */
    OTHER
  }

  /** A name as Spark SQL wants it: in backticks if it is no plain word. */
  public static String quoted(String name) {
    return PLAIN.matcher(name).matches() ? name : "`" + name.replace("`", "``") + "`";
  }

  /** The values that are there. */
  public List<String> filled() {
    return values.stream().filter(value -> !value.isEmpty()).toList();
  }

  /** How many different values are there. */
  public long distinct() {
    return values.stream().filter(value -> !value.isEmpty()).distinct().count();
  }

  /** The share of the rows without a value. */
  public double missing() {
    return values.isEmpty() ? 1 : 1 - (double) filled().size() / values.size();
  }
}
