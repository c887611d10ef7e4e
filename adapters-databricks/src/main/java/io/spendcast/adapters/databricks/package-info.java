/** Spendcast: adapters for Databricks. */
package io.spendcast.adapters.databricks;
