/** How delimited text is written: separator, quotes, and characters. */
package io.spendcast.adapters.spark.ingest.csv.dialect;
