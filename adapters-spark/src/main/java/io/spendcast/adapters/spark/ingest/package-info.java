/** Brings the sales of a source into the lake: generated, checked, cleaned, reconciled. */
package io.spendcast.adapters.spark.ingest;
