/** What the job will stand on, looked at before it runs. */
package io.spendcast.adapters.databricks.preflight;
