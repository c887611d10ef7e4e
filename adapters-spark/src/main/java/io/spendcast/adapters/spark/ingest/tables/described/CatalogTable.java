package io.spendcast.adapters.spark.ingest.tables.described;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A table by its name in the catalog. Where the catalog has none of that name, Spark takes {@code
 * text.x} for the file {@code x}; we do not.
 */
public record CatalogTable(SparkSession spark, String name) {
  /** Refuses a name of which the catalog has no table. */
  public CatalogTable {
    // Delta's catalog has a table for every absolute path.
    if (name.contains("/") || !spark.catalog().tableExists(name)) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot read the table %s: the catalog has none of that name.".formatted(name),
          "Correct the name of the table, or give a file as a path.");
    }
  }

  public Dataset<Row> rows() {
    return spark.table(name);
  }

  /** The newest commit, if the table has commits. */
  public Dataset<Row> newestCommit() {
    return spark.sql("DESCRIBE HISTORY " + name + " LIMIT 1");
  }
}
