/**
 * Brings a retailer's own tables into the lake: read as described, checked, cleaned, reconciled.
 */
package io.spendcast.adapters.spark.ingest.tables;
