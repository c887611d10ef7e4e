package io.spendcast.adapters.databricks;

import java.util.Map;

/**
 * The workspace and what the job is to look like there.
 *
 * @param host the workspace's address; blank if nothing is asked of it
 * @param token a personal access token; blank for what the Databricks SDK finds by itself
 * @param catalog the catalog of the lake
 * @param schema the schema of the lake
 * @param jarPath the jar where the cluster reads it, in a volume or the workspace's files
 * @param nodeType the machines of the clusters
 * @param sparkVersion the Databricks Runtime
 * @param jobName recognises the job
 * @param cluster further settings of the clusters by their names in the Jobs API; values are JSON
 *     or text
 */
public record DatabricksConfig(
    String host,
    String token,
    String catalog,
    String schema,
    String jarPath,
    String nodeType,
    String sparkVersion,
    String jobName,
    Map<String, String> cluster) {
  /** The runtime with Spark 4.0 and long-term support. */
  public static final String DEFAULT_SPARK_VERSION = "17.3.x-scala2.13";

  /** Checks that nothing that names things is blank. */
  public DatabricksConfig {
    requireText("catalog", catalog);
    requireText("schema", schema);
    requireText("nodeType", nodeType);
    requireText("sparkVersion", sparkVersion);
    requireText("jobName", jobName);
    cluster = Map.copyOf(cluster);
  }

  private static void requireText(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
  }

  /** Without the token, and without the cluster's settings, which may hold another. */
  @Override
  public String toString() {
    return "DatabricksConfig[host=%s, catalog=%s, schema=%s, jarPath=%s, jobName=%s]"
        .formatted(host, catalog, schema, jarPath, jobName);
  }
}
