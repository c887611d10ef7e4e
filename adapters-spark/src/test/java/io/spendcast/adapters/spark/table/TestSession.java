package io.spendcast.adapters.spark.table;

import java.util.Map;

/** The one Spark session of all tests of this module; Spark stops with the JVM. */
public final class TestSession {
  private static final LazySession SESSION =
      new LazySession("local[2]", Map.of("spark.sql.shuffle.partitions", "2"));

  private TestSession() {}

  /** The session. */
  public static LazySession session() {
    return SESSION;
  }
}
