package io.spendcast.adapters.spark.ingest.tables;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * Spark SQL in which a value that cannot be read is null. By default Spark 4 fails the whole job at
 * the first date that is none; here every bad value shall be counted. Days are those of UTC.
 */
final class LenientSql {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.ansi.enabled", "false",
          "spark.sql.session.timeZone", "UTC",
          // A folder called store=007 says 007, not 7.
          "spark.sql.sources.partitionColumnTypeInference.enabled", "false");

  private LenientSql() {}

  /** Analyses in this way. An expression keeps the way in which it was analysed. */
  static <T> T analyse(SparkSession spark, Supplier<T> work) {
    Map<String, String> before =
        SETTINGS.keySet().stream()
            .collect(Collectors.toMap(key -> key, key -> spark.conf().get(key)));
    SETTINGS.forEach((key, value) -> spark.conf().set(key, value));
    try {
      return work.get();
    } finally {
      before.forEach((key, value) -> spark.conf().set(key, value));
    }
  }
}
