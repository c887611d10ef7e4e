/** Checks and cleans generated tables by the contract of their columns. */
package io.spendcast.adapters.spark.ingest.contract;
