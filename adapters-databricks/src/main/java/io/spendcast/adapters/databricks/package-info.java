/** The workflow as a Databricks job. */
package io.spendcast.adapters.databricks;
