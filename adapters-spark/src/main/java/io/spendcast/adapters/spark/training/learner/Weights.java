package io.spendcast.adapters.spark.training.learner;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;

import io.spendcast.domain.feature.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each member of an average counts. Inverse to its squared error and to its deviance (Bates
 * and Granger, 1969, without the correlations, which few dates do not show): a member that is worse
 * in either counts less, and small differences leave the weights about equal, which is hard to
 * beat.
 *
 * @param shares of the members, not negative, summing to 1
 */
record Weights(List<Double> shares) {
  /** A forecast below this, in currency, counts as this in the deviance. */
  private static final double FLOOR = 0.01;

  private static final double SHARPNESS = 4;

  /** Copies the shares. */
  Weights {
    shares = List.copyOf(shares);
  }

  private static Weights equal(int members) {
    return new Weights(Collections.nCopies(members, 1.0 / members));
  }

  /** By the errors of the members' forecasts on these rows. */
  static Weights of(Dataset<Row> rows, List<Column> members) {
    List<Column> sums = new ArrayList<>();
    for (Column member : members) {
      Column error = col(FeatureTable.LABEL).minus(member);
      sums.add(sum(error.multiply(error)));
      sums.add(sum(deviance(col(TweedieFit.TARGET), member)));
    }
    Row found = rows.select(sums.toArray(Column[]::new)).first();
    return of(
        IntStream.range(0, members.size())
            .mapToDouble(i -> found.getDouble(2 * i) * found.getDouble(2 * i + 1))
            .toArray());
  }

  /** By losses; a member without any takes all. */
  static Weights of(double[] losses) {
    double least = Arrays.stream(losses).min().orElse(0);
    double[] raw =
        Arrays.stream(losses)
            .map(loss -> loss > 0 ? Math.pow(least / loss, SHARPNESS) : 1)
            .toArray();
    double all = Arrays.stream(raw).sum();
    return all > 0 && Double.isFinite(all)
        ? new Weights(Arrays.stream(raw).mapToObj(share -> share / all).toList())
        : equal(losses.length);
  }

  /** Of Tweedie, power 1.5. */
  private static Column deviance(Column label, Column forecast) {
    Column root = sqrt(greatest(forecast, lit(FLOOR)));
    return pow(sqrt(label).minus(root), 2.0).divide(root);
  }
}
