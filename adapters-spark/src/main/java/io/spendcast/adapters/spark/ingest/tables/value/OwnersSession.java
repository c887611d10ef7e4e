package io.spendcast.adapters.spark.ingest.tables.value;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * A session in which owners' expressions run. A value that cannot be read is null there: by default
 * Spark 4 fails the whole job at the first date that is none, and here every bad value shall be
 * counted. Days are those of UTC, patterns of times mean one thing only, and the functions of
 * {@link OwnersFunctions} are known.
 */
public final class OwnersSession {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.ansi.enabled", "false",
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.legacy.timeParserPolicy", "CORRECTED",
          // A folder called store=007 says 007, not 7.
          "spark.sql.sources.partitionColumnTypeInference.enabled", "false");

  private OwnersSession() {}

  /** A session like this one, which sees the same tables and views but changes nothing in it. */
  public static SparkSession like(SparkSession spark) {
    SparkSession own = ((org.apache.spark.sql.classic.SparkSession) spark).cloneSession();
    SETTINGS.forEach((key, value) -> own.conf().set(key, value));
    OwnersFunctions.register(own);
    return own;
  }
}
