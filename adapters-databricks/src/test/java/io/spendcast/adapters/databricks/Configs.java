package io.spendcast.adapters.databricks;

import io.spendcast.adapters.databricks.DatabricksConfig.Access;
import io.spendcast.adapters.databricks.DatabricksConfig.Compute;
import io.spendcast.adapters.databricks.DatabricksConfig.Job;
import io.spendcast.adapters.databricks.DatabricksConfig.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Settings for tests. */
final class Configs {
  static final String JAR = "/Volumes/main/ops/jars/spendcast.jar";
  static final Operation WEEKLY =
      new Operation(
          "0 30 2 ? * MON",
          "UTC",
          "00000000-0000-0000-0000-000000000001",
          List.of("ml@example.com"),
          "https://dev.example.com",
          "https://prod.example.com");
  static final Operation PLAIN = new Operation("", "UTC", "", List.of(), "", "");

  private Configs() {}

  static DatabricksConfig at(String host) {
    return at(host, "main", JAR);
  }

  static DatabricksConfig at(String host, String catalog, String jar) {
    return of(new Access(host, WorkspaceServer.TOKEN, ""), catalog, jar, Map.of(), PLAIN);
  }

  static DatabricksConfig of(
      Access access, String catalog, String jar, Map<String, Object> cluster, Operation operation) {
    return new DatabricksConfig(
        access,
        catalog,
        "spendcast",
        "artifacts",
        Path.of("target", "copies"),
        new Job(
            "spendcast",
            jar,
            "databricks",
            "",
            "tpcds_customer_spend_model",
            "samples.tpcds_sf1000",
            new Compute(
                "i3.xlarge",
                DatabricksConfig.DEFAULT_SPARK_VERSION,
                operation.equals(PLAIN) ? "" : "spendcast",
                cluster),
            operation));
  }
}
