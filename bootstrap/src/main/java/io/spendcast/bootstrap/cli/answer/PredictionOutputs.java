package io.spendcast.bootstrap.cli.answer;

import io.spendcast.application.prediction.ShowPredictions;
import io.spendcast.domain.prediction.Prediction;
import io.spendcast.domain.prediction.PublishedBatch;
import java.util.List;
import java.util.Map;

/** Forecasts of customers as the fields of the JSON answer. */
public final class PredictionOutputs {
  private PredictionOutputs() {}

  public static Map<String, Object> of(ShowPredictions.Result found) {
    PublishedBatch batch = found.batch();
    return Answer.outputs(
        "as_of_date", batch.asOf().toString(),
        "horizon_days", batch.horizonDays(),
        "model_name", batch.model().value(),
        "model_version", batch.modelVersion(),
        "run", batch.run().value(),
        "customers", batch.customers(),
        "total_spend", batch.totalSpend(),
        "currency", found.currency().orElse(null),
        "rows", found.rows(),
        "predictions", customers(found));
  }

  public static List<Map<String, Object>> customers(ShowPredictions.Result found) {
    return found.predictions().stream().map(PredictionOutputs::fields).toList();
  }

  /** What is not known is null, so that every row has every field. */
  private static Map<String, Object> fields(Prediction one) {
    return Answer.outputs(
        "customer_id", one.customer().value(),
        "predicted_spend", one.spend(),
        "predicted_low", one.range().map(Prediction.Range::low).orElse(null),
        "predicted_high", one.range().map(Prediction.Range::high).orElse(null),
        "probability_of_spend", one.probabilityOfSpend().orElse(null));
  }
}
