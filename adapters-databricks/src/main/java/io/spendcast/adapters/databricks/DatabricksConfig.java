package io.spendcast.adapters.databricks;

import java.util.Map;

/**
 * The workspace and what the job is to look like there.
 *
 * @param host the workspace's address; blank for what the Databricks SDK finds by itself, in its
 *     environment variables or profiles
 * @param token a personal access token; blank for what the SDK finds
 * @param catalog the catalog of the lake
 * @param schema the schema of the lake
 * @param jarPath the jar where the cluster reads it, in a volume or the workspace's files
 * @param nodeType the machines of the clusters; blank if the further settings name them or a pool
 * @param sparkVersion the Databricks Runtime
 * @param jobName recognises the job
 * @param cluster further settings of the clusters by their names in the Jobs API
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
    Map<String, Object> cluster) {
  /** The runtime with Spark 4.0 and long-term support. */
  public static final String DEFAULT_SPARK_VERSION = "17.3.x-scala2.13";

  /** Checks that nothing that names things is blank. */
  public DatabricksConfig {
    requireText("catalog", catalog);
    requireText("schema", schema);
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
