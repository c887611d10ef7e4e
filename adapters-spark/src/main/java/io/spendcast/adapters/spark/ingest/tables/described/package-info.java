/** Reads a retailer's table as its description says: relations, expressions, and lines. */
package io.spendcast.adapters.spark.ingest.tables.described;
