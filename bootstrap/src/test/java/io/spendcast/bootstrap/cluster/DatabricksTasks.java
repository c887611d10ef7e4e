package io.spendcast.bootstrap.cluster;

import com.databricks.dbutils_v1.DBUtilsHolder$;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * What a Databricks cluster does with the tasks of a job: it has a session with Unity Catalog, here
 * Spark's own catalog, and calls each task's main class with its parameters, one after the other.
 */
public final class DatabricksTasks {
  private DatabricksTasks() {}

  /**
   * Takes a folder for the tables, the workspace's address and a token for it, the source's name,
   * and then a schema and the file of a filled-in job, as often as there are jobs.
   */
  public static void main(String[] arguments) throws Exception {
    SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.databricks.delta.snapshotPartitions", "1")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    DBUtilsHolder$.MODULE$.enter(arguments[1], arguments[2]);
    for (int i = 4; i < arguments.length; i += 2) {
      String schema = arguments[i];
      session.sql(
          "CREATE SCHEMA spark_catalog.%s LOCATION '%s'"
              .formatted(schema, new File(arguments[0], schema).toURI()));
      JsonNode job = new ObjectMapper().readTree(new File(arguments[i + 1]));
      for (JsonNode task : job.path("tasks")) {
        run(task);
        System.out.printf("TASK %s in %s ended%n", task.path("task_key").asText(), schema);
      }
      session
          .sql("SHOW TABLES IN spark_catalog." + schema)
          .collectAsList()
          .forEach(row -> System.out.printf("TABLE %s.%s%n", schema, row.getString(1)));
      String predictions =
          "spark_catalog.%s.predictions_%s_customer_spend_predictions"
              .formatted(schema, arguments[3]);
      System.out.printf("PREDICTED in %s %s%n", schema, session.table(predictions).count());
    }
  }

  private static void run(JsonNode task) throws Exception {
    List<String> parameters = new ArrayList<>();
    task.at("/spark_jar_task/parameters").forEach(one -> parameters.add(one.asText()));
    Method main =
        Class.forName(task.at("/spark_jar_task/main_class_name").asText())
            .getMethod("main", String[].class);
    main.invoke(null, (Object) parameters.toArray(String[]::new));
  }
}
