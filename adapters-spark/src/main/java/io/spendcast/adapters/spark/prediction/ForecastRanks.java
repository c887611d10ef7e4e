package io.spendcast.adapters.spark.prediction;

import static org.apache.spark.sql.functions.expr;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which forecasts stand at which places, the highest at the first. */
final class ForecastRanks {
  /** So exact that what stands at a place is a forecast that is there. */
  private static final int ACCURACY = 10_000;

  private ForecastRanks() {}

  /**
   * The forecasts at these places.
   *
   * @param customers how many rows there are, at least one
   */
  static List<Double> at(Dataset<Row> predictions, long customers, long... places) {
    String shares =
        Arrays.stream(places)
            .mapToObj(place -> share(place, customers))
            .collect(Collectors.joining(", "));
    return predictions
        .select(
            expr(
                "percentile_approx(-%s, array(%s), %s)"
                    .formatted(PredictionRows.SPEND, shares, ACCURACY)))
        .first()
        .<Double>getList(0)
        .stream()
        .map(negative -> -negative)
        .toList();
  }

  /** Half a place before, so that rounding does not reach the next. */
  private static String share(long place, long customers) {
    return "%sD".formatted((place - 0.5) / customers);
  }
}
