package io.spendcast.adapters.spark.table;

import io.spendcast.domain.TableName;
import java.util.regex.Pattern;

/**
 * Where the tables of a source are in the lake. Sources with different names share no table.
 *
 * @param name of the source: lower-case words of letters and digits, joined by underscores
 */
public record SourceArea(String name) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  /** The benchmark's retailer, whose names are fixed. */
  public static final SourceArea REFERENCE = new SourceArea("tpcds");

  /** Checks the form. */
  public SourceArea {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException("source name must match " + FORM + ", not " + name);
    }
  }

  /** A table of the source, cleaned. */
  public TableName cleaned(String table) {
    return new TableName("raw/%s/%s".formatted(name, table));
  }

  /** The rows of a table that broke its contract. */
  public TableName quarantine(String table) {
    return cleaned("_quarantine/" + table);
  }

  /** A table that is made from the cleaned ones. */
  public TableName features(String table) {
    return new TableName("features/%s/%s".formatted(name, table));
  }

  /** A table of forecasts. */
  public TableName predictions(String table) {
    return new TableName("predictions/%s/%s".formatted(name, table));
  }

  /** A table about the runs. Those of the reference came before sources had names. */
  public TableName runs(String table) {
    return new TableName(equals(REFERENCE) ? "runs/" + table : "runs/%s/%s".formatted(name, table));
  }
}
