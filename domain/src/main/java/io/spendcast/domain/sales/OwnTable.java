package io.spendcast.domain.sales;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A table of a retailer, as its owner describes it: where it is and how its rows are read as lines.
 * Expressions are Spark SQL over the table and the dimensions joined to it; a value that cannot be
 * read, such as a date in unparsable text, is missing.
 *
 * @param name identifies the table in the source, and the cleaned table made of it
 * @param channel the channel of every line
 * @param flow which way goods and money move
 * @param lines where the rows are stored, one per line
 * @param dimensions joined in order; a line whose dimension is not found is not lost
 * @param columns where the values of a line come from
 * @param currencyColumn where the currency comes from, if the table says
 * @param currency the currency of the amounts in capitals, if the owner states it
 * @param filter rows to read; empty reads all
 */
public record OwnTable(
    String name,
    Channel channel,
    Flow flow,
    Relation lines,
    List<Dimension> dimensions,
    LineColumns columns,
    Optional<String> currencyColumn,
    Optional<String> currency,
    Optional<String> filter) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,30}");

  /** Checks the name and copies the list. */
  public OwnTable {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("table name must match " + NAME + ", not " + name);
    }
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(flow, "flow");
    Objects.requireNonNull(lines, "lines");
    Objects.requireNonNull(columns, "columns");
    dimensions = List.copyOf(dimensions);
    currency = currency.map(code -> code.strip().toUpperCase(Locale.ROOT));
  }

  /** Which way goods and money move. */
  public enum Flow {
    /** To the customer. */
    SALES,
    /** Back, with positive amounts. */
    RETURNS,
    /** Both: a negative amount is a return. */
    SIGNED
  }

  /** The storage format of rows. */
  public enum Format {
    /** Whatever the catalog says. */
    CATALOG,
    /** A Delta table. */
    DELTA,
    /** Parquet files. */
    PARQUET,
    /** Delimited text, every value a text; the first line of a file names the columns. */
    CSV,
    /** One JSON object a line. */
    JSON,
    /** What dsdgen writes: delimited by bars, without names. */
    DSDGEN
  }

  /**
   * Where rows are stored.
   *
   * @param location a path or URI, or the name of a table in the catalog
   * @param format their storage format
   * @param options further options of Spark's reader
   * @param schema names and types of the columns as Spark writes them; of JSON, CSV and dsdgen
   */
  public record Relation(
      String location, Format format, Map<String, String> options, Optional<String> schema) {
    /** Copies the options. */
    public Relation {
      // Sorted: what is digested must print the same in every process.
      options = Collections.unmodifiableMap(new TreeMap<>(options));
    }
  }

  /**
   * A table joined to the lines, with at most one row for each of them.
   *
   * @param name how expressions may qualify its columns
   * @param relation where its rows are stored
   * @param condition the Spark SQL join condition
   */
  public record Dimension(String name, Relation relation, String condition) {}
}
