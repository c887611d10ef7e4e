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

  /** Takes a job's definition whose references are filled in, and a folder for the tables. */
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
    session.sql(
        "CREATE SCHEMA spark_catalog.%s LOCATION '%s'"
            .formatted(arguments[2], new File(arguments[1]).toURI()));
    DBUtilsHolder$.MODULE$.enter(arguments[3], arguments[4]);
    JsonNode job = new ObjectMapper().readTree(new File(arguments[0]));
    for (JsonNode task : job.path("tasks")) {
      run(task);
      System.out.printf("TASK %s ended%n", task.path("task_key").asText());
    }
    session
        .sql("SHOW TABLES IN spark_catalog." + arguments[2])
        .collectAsList()
        .forEach(row -> System.out.println("TABLE " + row.getString(1)));
    System.out.println(
        "PREDICTED "
            + session
                .table(
                    "spark_catalog.%s.predictions_%s_customer_spend_predictions"
                        .formatted(arguments[2], arguments[5]))
                .count());
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
