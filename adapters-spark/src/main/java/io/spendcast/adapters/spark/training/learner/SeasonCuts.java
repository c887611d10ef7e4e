package io.spendcast.adapters.spark.training.learner;

import static io.spendcast.domain.feature.CustomerFeatures.HORIZON_SEASON_WEIGHT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Where trees may cut between the season weights they learn from.
 *
 * <p>A season weight has one value per as-of date, so there are a dozen of them. The histograms of
 * XGBoost cut <em>at</em> such a value: {@code weight < 0.4324}. Next year's weight of the same
 * window, 0.4323, would be taken for the season before it, and the whole forecast be off by a
 * tenth. Moving each weight half-way down to the one before it, in the training rows only, leaves
 * the trees the same rows on each side but moves the cuts to the middle; the model reads weights as
 * they are, wherever it is loaded.
 *
 * @param shifted for each weight but the least, what training calls it
 */
record SeasonCuts(SortedMap<Float, Float> shifted) {
  private static final SeasonCuts NONE = new SeasonCuts(new TreeMap<>());

  /** More than there are as-of dates: then they are so close that it does not matter. */
  private static final int MOST = 256;

  /** The cuts for the weights of these rows; none if models read no season. */
  static SeasonCuts of(TrainingRows rows) {
    if (!rows.inputs().contains(HORIZON_SEASON_WEIGHT)) {
      return NONE;
    }
    List<Float> weights =
        rows.data()
            .select(weight())
            .where(weight().isNotNull())
            .distinct()
            .limit(MOST + 1)
            .as(Encoders.FLOAT())
            .collectAsList();
    return weights.size() > MOST ? NONE : between(weights);
  }

  /** In single precision, as XGBoost compares. */
  static SeasonCuts between(List<Float> weights) {
    List<Float> ascending = weights.stream().distinct().sorted().toList();
    SortedMap<Float, Float> shifted = new TreeMap<>();
    for (int i = 1; i < ascending.size(); i++) {
      float below = ascending.get(i - 1);
      float middle = below + (ascending.get(i) - below) / 2;
      if (middle > below) {
        shifted.put(ascending.get(i), middle);
      }
    }
    return new SeasonCuts(shifted);
  }

  /** The rows with the weights moved. */
  Dataset<Row> shift(Dataset<Row> rows) {
    if (shifted.isEmpty()) {
      return rows;
    }
    Column moved = when(weight().isNull(), lit(null));
    for (Map.Entry<Float, Float> weight : shifted.entrySet()) {
      moved = moved.when(weight().equalTo(lit(weight.getKey())), lit(weight.getValue()));
    }
    return rows.withColumn(HORIZON_SEASON_WEIGHT, moved.otherwise(weight()));
  }

  private static Column weight() {
    return col(HORIZON_SEASON_WEIGHT).cast("float");
  }
}
