package io.spendcast.adapters.spark.preflight;

import io.spendcast.adapters.spark.training.XgboostCheck;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Preflight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** Looks at Spark, at the cluster and at XGBoost on both. */
public final class SparkPreflight implements Preflight {
  private final Supplier<SparkSession> session;
  private final Path scratch;

  /**
   * A preflight.
   *
   * @param session gives the session, or says why it cannot be used
   * @param scratch a directory for a file that is removed again
   */
  public SparkPreflight(Supplier<SparkSession> session, Path scratch) {
    this.session = session;
    this.scratch = scratch;
  }

  @Override
  public List<Finding> findings() {
    SparkSession spark;
    try {
      spark = session.get();
    } catch (SpendcastException e) {
      return List.of(Finding.of("Spark session", e));
    }
    List<Finding> findings =
        new ArrayList<>(new ClusterFindings(settings(spark)).findings(spark.version()));
    findings.addAll(new XgboostCheck(spark, scratch).findings());
    return findings;
  }

  private static Map<String, String> settings(SparkSession spark) {
    return CollectionConverters.asJava(spark.conf().getAll());
  }
}
