package io.spendcast.adapters.databricks;

import io.spendcast.adapters.databricks.preflight.Ground;
import io.spendcast.adapters.databricks.rights.RunAsRights;
import io.spendcast.adapters.databricks.rights.Securable;
import io.spendcast.adapters.databricks.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The workspace, where our things are in its catalog, and what the job is to look like.
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

  /** Where the volume is for clusters and the Files API. */
  String volumePath() {
    return "/Volumes/%s/%s/%s".formatted(catalog, schema, volume);
  }

  /** Where tables, models and files go, with the privileges that a run needs there. */
  List<Securable> places() {
    String in = catalog + "." + schema;
    return List.of(
        Securable.catalog(catalog), Securable.schema(in), Securable.volume(in + "." + volume));
  }

  /** The registered model; a name with dots says where it is itself. */
  Securable model() {
    String name = job.tasks().names().model();
    return Securable.model(name.contains(".") ? name : "%s.%s.%s".formatted(catalog, schema, name));
  }

  /** What the job needs whom it runs as to be able to do. */
  RunAsRights.Wanted rights() {
    return new RunAsRights.Wanted(
        job.operation().runAs(),
        Stream.concat(places().stream(), Stream.of(model())).toList(),
        job.tasks().names().experiment());
  }

  /** What the job will stand on. */
  Ground ground(String lake, List<String> sources) {
    ClusterRendering clusters = new ClusterRendering(job.compute());
    return new Ground(
            job.operation().runAs(),
            places(),
            model(),
            job.tasks().names().experiment(),
            new Ground.Machines(
                job.compute().sparkVersion(), clusters.machines(), job.compute().secretScope()))
        .with(List.of(lake, job.jar()), sources);
  }

  /** The way into the workspace. */
  Workspace.Access entry() {
    return new Workspace.Access(access.host(), access.token(), access.profile());
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
   * @param tasks what the tasks know
   * @param compute the clusters
   * @param operation when and as whom it runs, and who gets messages
   */
  public record Job(String name, String jar, Tasks tasks, Compute compute, Operation operation) {
    /** Checks the name. */
    public Job {
      requireText("job name", name);
    }
  }

  /**
   * What the tasks know, so that they do what the same settings do here.
   *
   * @param profile the profile of settings that they run with
   * @param config a file of settings where clusters read it; blank for none
   * @param settings all that differs from the profile, as a file's text; blank for nothing
   * @param source the schema of the source tables, as the parameter {@code source}; blank if the
   *     settings name them
   * @param asOf the day to forecast from, as the parameter {@code as_of}
   * @param names what is called otherwise in each target of a bundle
   */
  public record Tasks(
      String profile, String config, String settings, String source, String asOf, Names names) {
    /** Checks the profile. */
    public Tasks {
      requireText("task profile", profile);
      requireText("as-of", asOf);
    }

    boolean hasSource() {
      return !source.isBlank();
    }
  }

  /**
   * What a run writes under, beside the schema.
   *
   * @param lake where the tables are stored: {@code catalog:} for the schema, or a place of its own
   * @param experiment of the runs
   * @param model the registered model
   */
  public record Names(String lake, String experiment, String model) {
    /** The lake that is the schema of the catalog. */
    public static final String SCHEMA = "catalog:";

    /** Checks that nothing is blank. */
    public Names {
      requireText("lake", lake);
      requireText("experiment", experiment);
      requireText("model", model);
    }
  }

  /**
   * The clusters of the job.
   *
   * @param nodeType the machines; blank if the further settings name them or a pool
   * @param sparkVersion the Databricks Runtime
   * @param secretScope the scope that holds {@code client-id} and {@code client-secret} of the
   *     service principal the tasks speak to the workspace as; blank for the cluster's own token
   * @param settings further settings by their names in the Jobs API; those below {@code data} and
   *     {@code training} are for one cluster alone
   * @param sparkConf Spark settings of both clusters
   */
  public record Compute(
      String nodeType,
      String sparkVersion,
      String secretScope,
      Map<String, Object> settings,
      Map<String, String> sparkConf) {
    /** Checks the runtime and copies the settings. */
    public Compute {
      requireText("sparkVersion", sparkVersion);
      settings = Map.copyOf(settings);
      sparkConf = Map.copyOf(sparkConf);
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
   * @param start when it starts by itself
   * @param runAs application id of the service principal or address of the user it runs as; blank
   *     for who deploys
   * @param recipients e-mail addresses that get a message of failures and late runs
   * @param limits of time and attempts
   * @param hosts addresses of the bundle's targets
   */
  public record Operation(
      Start start, String runAs, List<String> recipients, Limits limits, Hosts hosts) {
    /** Copies the list. */
    public Operation {
      recipients = List.copyOf(recipients);
    }
  }

  /**
   * When the job starts by itself: by its trigger, or else by its schedule.
   *
   * @param schedule a Quartz expression, paused until somebody resumes it; blank for none
   * @param timeZone of the schedule
   * @param trigger a trigger in the words of the Jobs API; empty for none
   */
  public record Start(String schedule, String timeZone, Map<String, Object> trigger) {
    /** Copies the trigger. */
    public Start {
      trigger = Map.copyOf(trigger);
    }
  }

  /**
   * Limits of time and attempts.
   *
   * @param retries of every task but training
   * @param taskHours after which a task is ended
   * @param jobHours after which a run is ended
   * @param lateHours after which a run is late
   */
  public record Limits(int retries, int taskHours, int jobHours, int lateHours) {
    /** What runs of any size keep, unless it is set otherwise. */
    public static final Limits DEFAULT = new Limits(2, 8, 24, 8);
  }

  /**
   * Addresses of the bundle's targets; blank for the one that the Databricks command line finds.
   *
   * @param dev of {@code dev}
   * @param staging of {@code staging}
   * @param prod of {@code prod}
   */
  public record Hosts(String dev, String staging, String prod) {
    /** All that the command line finds. */
    public static final Hosts FOUND = new Hosts("", "", "");
  }
}
