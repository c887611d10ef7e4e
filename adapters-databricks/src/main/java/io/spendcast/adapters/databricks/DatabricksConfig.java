package io.spendcast.adapters.databricks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The workspace, where things of ours lie in its catalog, and what the job is to look like.
 *
 * @param access how to reach the workspace
 * @param catalog the catalog of tables and models
 * @param schema and its schema
 * @param volume a volume of that schema, for the jar and for files between tasks
 * @param scratch a directory for copies of models, which every machine of the cluster can read
 * @param job the job
 */
public record DatabricksConfig(
    Access access, String catalog, String schema, String volume, Path scratch, Job job) {
  /** The runtime with Spark 4.0 and long-term support. */
  public static final String DEFAULT_SPARK_VERSION = "17.3.x-scala2.13";

  /** Checks that nothing that names things is blank. */
  public DatabricksConfig {
    requireText("catalog", catalog);
    requireText("schema", schema);
    requireText("volume", volume);
  }

  private static void requireText(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
  }

  /** Where the volume lies for clusters and the Files API. */
  String volumePath() {
    return "/Volumes/%s/%s/%s".formatted(catalog, schema, volume);
  }

  /**
   * How to reach the workspace. What is blank, the Databricks SDK finds by itself: in its
   * environment variables, its profile file or on the cluster.
   *
   * @param host the workspace's address
   * @param token a personal access token
   * @param profile a profile of the SDK's file
   */
  public record Access(String host, String token, String profile) {
    /** All that the SDK finds. */
    public static final Access FOUND = new Access("", "", "");

    /** Without the token. */
    @Override
    public String toString() {
      return "Access[host=%s, profile=%s]".formatted(host, profile);
    }
  }

  /**
   * What the job is to look like.
   *
   * @param name recognises the job
   * @param jar the deployable jar: a file here, to be uploaded, or where clusters read it
   * @param taskProfile the profile of settings that the tasks run with
   * @param taskConfig a file of settings where clusters read it; blank for none
   * @param model name of the registered model, which a bundle makes
   * @param source the schema of the source tables, as the parameter {@code source}; blank if the
   *     task's settings name them
   * @param compute the clusters
   * @param operation when and as whom it runs, and who is told
   */
  public record Job(
      String name,
      String jar,
      String taskProfile,
      String taskConfig,
      String model,
      String source,
      Compute compute,
      Operation operation) {
    /** Checks the name. */
    public Job {
      requireText("job name", name);
      requireText("task profile", taskProfile);
    }

    boolean hasSource() {
      return !source.isBlank();
    }
  }

  /**
   * The clusters of the job.
   *
   * @param nodeType the machines; blank if the further settings name them or a pool
   * @param sparkVersion the Databricks Runtime
   * @param secretScope the scope that holds {@code client-id} and {@code client-secret} of the
   *     service principal the tasks speak to the workspace as; blank for the cluster's own token
   * @param settings further settings by their names in the Jobs API
   */
  public record Compute(
      String nodeType, String sparkVersion, String secretScope, Map<String, Object> settings) {
    /** Checks the runtime and copies the settings. */
    public Compute {
      requireText("sparkVersion", sparkVersion);
      settings = Map.copyOf(settings);
    }

    /** Without the settings, which may hold a secret. */
    @Override
    public String toString() {
      return "Compute[nodeType=%s, sparkVersion=%s]".formatted(nodeType, sparkVersion);
    }
  }

  /**
   * How the job is operated.
   *
   * @param schedule a Quartz expression, paused until somebody resumes it; blank for none
   * @param timeZone of the schedule
   * @param runAs application id of the service principal it runs as; blank for who deploys
   * @param recipients e-mail addresses told of failures and late runs
   * @param devHost address of the bundle's target dev
   * @param prodHost address of the bundle's target prod
   */
  public record Operation(
      String schedule,
      String timeZone,
      String runAs,
      List<String> recipients,
      String devHost,
      String prodHost) {
    /** Copies the list. */
    public Operation {
      recipients = List.copyOf(recipients);
    }
  }
}
