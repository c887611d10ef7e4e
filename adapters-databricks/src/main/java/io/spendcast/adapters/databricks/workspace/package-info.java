/** How the workspace is reached: clients, calls, files, and what its errors mean. */
package io.spendcast.adapters.databricks.workspace;
