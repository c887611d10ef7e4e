package io.spendcast.adapters.spark.table;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext$;
import org.apache.spark.sql.SparkSession;

/**
 * A Spark session that is opened at the first call, so that commands which need none start none.
 * Where a session or a context is there already, as on Databricks, it is used as it is and never
 * stopped; where {@code spark-submit} says which cluster it is, that cluster is used.
 */
public final class LazySession implements AutoCloseable {
  private static final String MASTER = "spark.master";
  private static final String WAREHOUSE = "spark.sql.warehouse.dir";

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

  /** Whether somebody else's session or context is in this process, or will be by its settings. */
  public static boolean isThere() {
    // The property is spark-submit's, and looking at it loads nothing.
    return System.getProperty("SPARK_SUBMIT") != null || found().isPresent();
  }

  /**
   * The session, opened if need be.
   *
   * @throws SpendcastException {@code INVALID} if it is a Spark Connect client
   */
  public synchronized SparkSession get() {
    if (session == null) {
      Optional<SparkSession> found = found();
      session = found.isPresent() ? classic(found.get()) : open();
      ours = found.isEmpty();
    }
    return session;
  }

  private static Optional<SparkSession> found() {
    if (SparkSession.getDefaultSession().isDefined()) {
      return Optional.of(SparkSession.active());
    }
    return SparkContext$.MODULE$.getActive().isDefined()
        ? Optional.of(SparkSession.builder().getOrCreate())
        : Optional.empty();
  }

  /** The same session, unless the context behind it, which training needs, is out of reach. */
  static SparkSession classic(SparkSession found) {
    try {
      found.sparkContext();
      return found;
    } catch (UnsupportedOperationException | LinkageError e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot run on this compute: its Spark session is a client of Spark Connect, and training"
              + " needs Spark itself.",
          "Choose classic compute in dedicated access mode, data_security_mode SINGLE_USER: neither"
              + " standard access mode nor serverless.",
          e);
    }
  }

  private SparkSession open() {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("spendcast")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.ui.showConsoleProgress", "false");
    if (!new SparkConf().contains(MASTER)) {
      onThisMachine(builder);
    }
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }

  private void onThisMachine(SparkSession.Builder builder) {
    builder
        .master(master)
        // By itself Spark would escape the path of the working directory twice.
        .config(WAREHOUSE, Path.of("spark-warehouse").toAbsolutePath().toString())
        .config("spark.ui.enabled", "false")
        // Nobody sees the long form of plans, which takes its time with every query.
        .config("spark.sql.ui.explainMode", "simple")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.databricks.delta.snapshotPartitions", "2");
  }

  /** Stops the session if it is ours. */
  @Override
  public synchronized void close() {
    if (session != null && ours) {
      session.stop();
      // Else the next session of this process would be asked by what was read in this one.
      SparkSession.clearActiveSession();
      SparkSession.clearDefaultSession();
      DeltaTables.forget();
    }
    session = null;
  }
}
