package io.spendcast.adapters.spark.table;

import java.util.Map;

/** The one Spark session of all tests of this module; Spark stops with the JVM. */
public final class TestSession {
  private static final LazySession SESSION =
      new LazySession(
          "local[2]",
          Map.of(
              "spark.sql.shuffle.partitions", "2",
              // A handful of rows lies in one file: there is none to skip.
              "spark.databricks.delta.stats.collect", "false",
              "spark.databricks.delta.snapshotPartitions", "1",
              // Planning anew after each shuffle and compiling every plan cost more than a handful
              // of rows do.
              "spark.sql.adaptive.enabled", "false",
              "spark.sql.codegen.wholeStage", "false",
              "spark.sql.codegen.factoryMode", "NO_CODEGEN"));

  private TestSession() {}

  /** The session. */
  public static LazySession session() {
    return SESSION;
  }
}
