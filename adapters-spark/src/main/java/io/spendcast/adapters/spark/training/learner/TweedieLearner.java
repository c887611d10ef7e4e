package io.spendcast.adapters.spark.training.learner;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * A generalised linear model of MLlib for spend with many zeros and a heavy tail: Tweedie deviance
 * through a log link, on logarithms of the inputs. It also reads what a model of buying expects,
 * where that is known. The level is put right on all training rows, since a fit by deviance does
 * not keep their total.
 */
public final class TweedieLearner implements Learner {
  static final String VARIANCE_POWER = "variance_power";
  static final String REG_PARAM = "reg_param";
  static final String MAX_ITER = "max_iter";

  @Override
  public Map<String, String> defaults() {
    return Map.of(VARIANCE_POWER, "1.5", REG_PARAM, "0.01", MAX_ITER, "15");
  }

  @Override
  public List<String> inputs(TrainingRows rows) {
    return Stream.concat(
            rows.inputs().stream(), CustomerFeatures.PURCHASE_MODEL.stream().filter(rows::isKnown))
        .distinct()
        .toList();
  }

  @Override
  public Fitted fit(TrainingRows rows, Settings settings, long seed) {
    LogScale scale = LogScale.of(rows);
    Dataset<Row> vectors = vectors(scale, rows, List.of());
    try {
      TweedieFit fit = TweedieFit.of(scale, vectors, rows.statistics().rows(), settings, seed);
      double level = level(fit.forecast(vectors));
      return Fitted.pipeline(
          rows,
          Preparation.onLogs(rows, scale, List.of(fit.asRead(level, Preparation.PREDICTION))),
          fit.importances(),
          Map.of("level", Double.toString(level)));
    } finally {
      vectors.unpersist();
    }
  }

  /** Read once for each step of the fit. */
  static Dataset<Row> vectors(LogScale scale, TrainingRows rows, List<String> more) {
    List<Column> kept = new ArrayList<>();
    kept.add(col(TrainingColumns.AS_OF));
    kept.add(col(FeatureTable.LABEL));
    kept.add(greatest(col(FeatureTable.LABEL), lit(0.0)).as(TweedieFit.TARGET));
    more.forEach(
        name -> kept.add(coalesce(col(name), lit(rows.statistics().means().get(name))).as(name)));
    return scale.vectors(rows.data(), kept).persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** Spend over forecast; 1 where there is none of either. */
  static double level(Dataset<Row> forecast) {
    Row sums = forecast.agg(sum(FeatureTable.LABEL), sum(TweedieFit.FORECAST)).first();
    double level = sums.getDouble(0) / sums.getDouble(1);
    return level > 0 && Double.isFinite(level) ? level : 1;
  }
}
