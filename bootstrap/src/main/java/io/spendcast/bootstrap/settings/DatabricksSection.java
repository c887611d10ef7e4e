package io.spendcast.bootstrap.settings;

import java.util.Map;

/**
 * The workspace to deploy to.
 *
 * @param host its address; empty is what the SDK finds by itself
 * @param catalog Unity Catalog's catalog
 * @param schema and its schema
 * @param jar the deployed jar, where the cluster reads it
 * @param nodeType the machines of the clusters
 * @param runtime the Databricks Runtime
 * @param job recognises the job
 * @param cluster further fields of the job's clusters
 */
public record DatabricksSection(
    String host,
    String catalog,
    String schema,
    String jar,
    String nodeType,
    String runtime,
    String job,
    Map<String, Object> cluster) {
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
        .require(!jar.isBlank(), "jar", "name a file", jar)
        .require(!nodeType.isBlank(), "node-type", "name a machine", nodeType)
        .require(!runtime.isBlank(), "runtime", "name a Databricks Runtime", runtime)
        .require(!job.isBlank(), "job", "have a name", job)
        .check();
  }

  /** Without the cluster's values, which may be secret. */
  @Override
  public String toString() {
    return "DatabricksSection[host=%s, catalog=%s, schema=%s, job=%s, cluster=%s]"
        .formatted(host, catalog, schema, job, cluster.keySet());
  }
}
