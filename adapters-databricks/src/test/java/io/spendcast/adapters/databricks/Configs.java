package io.spendcast.adapters.databricks;

import io.spendcast.adapters.databricks.DatabricksConfig.Access;
import io.spendcast.adapters.databricks.DatabricksConfig.Compute;
import io.spendcast.adapters.databricks.DatabricksConfig.Hosts;
import io.spendcast.adapters.databricks.DatabricksConfig.Job;
import io.spendcast.adapters.databricks.DatabricksConfig.Limits;
import io.spendcast.adapters.databricks.DatabricksConfig.Names;
import io.spendcast.adapters.databricks.DatabricksConfig.Operation;
import io.spendcast.adapters.databricks.DatabricksConfig.Start;
import io.spendcast.adapters.databricks.DatabricksConfig.Tasks;
import io.spendcast.adapters.databricks.rights.RunAsRights;
import io.spendcast.adapters.databricks.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Settings for tests. */
public final class Configs {
  public static final String JAR = "/Volumes/main/ops/jars/spendcast.jar";
  public static final Operation WEEKLY =
      new Operation(
          new Start("0 30 2 ? * MON", "UTC", Map.of()),
          "00000000-0000-0000-0000-000000000001",
          List.of("ml@example.com"),
          Limits.DEFAULT,
          new Hosts(
              "https://dev.example.com",
              "https://staging.example.com",
              "https://prod.example.com"));
  static final Operation PLAIN =
      new Operation(new Start("", "UTC", Map.of()), "", List.of(), Limits.DEFAULT, Hosts.FOUND);
  static final Tasks TASKS =
      new Tasks(
          "databricks",
          "",
          "",
          "samples.tpcds_sf1000",
          "latest",
          new Names("catalog:", "/Shared/spendcast", "tpcds_customer_spend_model"));

  private Configs() {}

  public static DatabricksConfig at(String host) {
    return at(host, "main", JAR);
  }

  public static DatabricksConfig at(String host, String catalog, String jar) {
    return of(new Access(host, WorkspaceServer.TOKEN, ""), catalog, jar, Map.of(), PLAIN);
  }

  public static DatabricksConfig of(
      Access access, String catalog, String jar, Map<String, Object> cluster, Operation operation) {
    return of(
        access, catalog, new Job("spendcast", jar, TASKS, compute(cluster, operation), operation));
  }

  public static DatabricksConfig of(Access access, String catalog, Job job) {
    return new DatabricksConfig(
        access, catalog, "spendcast", "artifacts", Path.of("target", "copies"), job);
  }

  /** With a job of this name and these tasks. */
  public static DatabricksConfig of(String name, Tasks tasks, Map<String, Object> cluster) {
    return of(Access.FOUND, "main", new Job(name, JAR, tasks, compute(cluster, WEEKLY), WEEKLY));
  }

  private static Compute compute(Map<String, Object> cluster, Operation operation) {
    return new Compute(
        "i3.xlarge",
        DatabricksConfig.DEFAULT_SPARK_VERSION,
        operation.equals(PLAIN) ? "" : "spendcast",
        cluster,
        Map.of());
  }

  /** The way into a workspace at this address. */
  public static Workspace.Access entry(String host) {
    return at(host).entry();
  }

  /** What whom the job runs as must be able to do. */
  public static RunAsRights.Wanted rights(DatabricksConfig config) {
    return config.rights();
  }
}
