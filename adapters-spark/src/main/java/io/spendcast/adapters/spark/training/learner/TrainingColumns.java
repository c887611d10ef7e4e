package io.spendcast.adapters.spark.training.learner;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.spendcast.domain.AsOfDate;
import java.util.List;
import org.apache.spark.sql.Column;

/** Which rows of a feature table a panel speaks of. */
public final class TrainingColumns {
  static final String CUSTOMER = "customer_id";
  public static final String AS_OF = "as_of_date";
  private static final long BUCKETS = 1_000_000;

  private TrainingColumns() {}

  static Column isAsOf(List<AsOfDate> asOfs) {
    return col(AS_OF).isin(asOfs.stream().map(AsOfDate::day).toArray());
  }

  /** Whether the customer is in the sample: by a hash, so the same in every run and as-of date. */
  public static Column isSampled(double fraction) {
    Column bucket = pmod(xxhash64(col(CUSTOMER).cast("string")), lit(BUCKETS));
    return bucket.lt(lit(Math.round(fraction * BUCKETS)));
  }
}
