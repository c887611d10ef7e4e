package io.spendcast.bootstrap.settings;

import java.util.Map;

/**
 * The workspace to deploy to.
 *
 * @param host its address; empty is what the SDK finds by itself
 * @param catalog Unity Catalog's catalog
 * @param schema and its schema
 * @param cluster fields of the job's cluster
 */
public record DatabricksSection(
    String host, String catalog, String schema, Map<String, Object> cluster) {
  private static final String NAME = "[^\\s./`]+";

  /** Checks names and address. */
  public DatabricksSection {
    cluster = Map.copyOf(cluster);
    new Rules()
        .require(
            host.isEmpty() || host.matches("https?://[^/@\\s]+/?"),
            "host",
            "be empty or such as https://dbc-1234.cloud.databricks.com",
            Rules.withoutUserInfo(host))
        .require(catalog.matches(NAME), "catalog", "be one name", catalog)
        .require(schema.matches(NAME), "schema", "be one name", schema)
        .check();
  }

  /** Without the cluster's values, which may be secret. */
  @Override
  public String toString() {
    return "DatabricksSection[host=%s, catalog=%s, schema=%s, cluster=%s]"
        .formatted(host, catalog, schema, cluster.keySet());
  }
}
