/** Files of owners that name their columns and types themselves: Parquet and JSON. */
package io.spendcast.adapters.spark.ingest.typed;
