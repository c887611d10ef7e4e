package io.spendcast.adapters.spark.preflight;

import io.spendcast.adapters.spark.table.SharedDirectory;
import io.spendcast.adapters.spark.training.learner.XgboostCheck;
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
  private final SharedDirectory shared;

  /**
   * A preflight.
   *
   * @param session gives the session, or says why it cannot be used
   * @param scratch a directory for a file that is removed again
   * @param shared what every machine of the session reaches
   */
  public SparkPreflight(Supplier<SparkSession> session, Path scratch, SharedDirectory shared) {
    this.session = session;
    this.scratch = scratch;
    this.shared = shared;
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
    findings.add(shared());
    findings.addAll(new XgboostCheck(spark, scratch).findings());
    return findings;
  }

  /** Models go from the executors to this machine and back through it. */
  private Finding shared() {
    String what = "a directory that all machines share";
    if (!shared.isNeeded()) {
      return Finding.skipped(what, "This machine is the only one.");
    }
    return Finding.checking(
        what,
        () -> {
          shared.require();
          return Finding.pass(what);
        });
  }

  private static Map<String, String> settings(SparkSession spark) {
    return CollectionConverters.asJava(spark.conf().getAll());
  }
}
