package io.spendcast.adapters.spark.table;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * A Spark session that is opened at the first call, so that commands which need none start none.
 * Where a session is there already, as on Databricks, it is used as it is and never stopped.
 */
public final class LazySession implements AutoCloseable {
  private final String master;
  private final Map<String, String> settings;
  private SparkSession session;
  private boolean ours;

  /**
   * Remembers how to open the session.
   *
   * @param master the Spark master for a session of our own, such as {@code local[*]}
   * @param settings Spark settings of a session of our own; they win over the defaults
   */
  public LazySession(String master, Map<String, String> settings) {
    this.master = master;
    this.settings = Map.copyOf(settings);
  }

  /** The session, opened if need be. */
  public synchronized SparkSession get() {
    if (session == null) {
      ours = SparkSession.getDefaultSession().isEmpty();
      session = ours ? open() : SparkSession.active();
    }
    return session;
  }

  private SparkSession open() {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("spendcast")
            .master(master)
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "8")
            .config("spark.databricks.delta.snapshotPartitions", "2");
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }

  /** Stops the session if it is ours. */
  @Override
  public synchronized void close() {
    if (session != null && ours) {
      session.stop();
    }
    session = null;
  }
}
