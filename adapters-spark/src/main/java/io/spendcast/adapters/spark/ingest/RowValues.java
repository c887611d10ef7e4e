package io.spendcast.adapters.spark.ingest;

import io.trino.tpcds.row.TableRow;

/** Takes the values of a contract's columns, in order, out of a generated row. */
interface RowValues {
  /** The values as Spark wants them; null where there is none. */
  Object[] of(TableRow row);
}
