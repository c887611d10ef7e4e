/** Models in Unity Catalog and in a workspace's own registry. */
package io.spendcast.adapters.databricks.registry;
