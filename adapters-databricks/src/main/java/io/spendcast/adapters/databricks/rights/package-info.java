/** Who acts in the workspace, and what they may do there. */
package io.spendcast.adapters.databricks.rights;
