package io.spendcast.bootstrap.cli.answer;

import io.spendcast.application.prediction.ExplainForecast;
import io.spendcast.application.prediction.FamilyShare;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.forecast.Explanation;
import java.util.Locale;
import java.util.Map;

/** A forecast taken apart as the fields of the JSON answer. */
public final class ExplanationOutputs {
  private ExplanationOutputs() {}

  public static Map<String, Object> of(CustomerId customer, ExplainForecast.Result found) {
    Explanation explanation = found.explanation();
    return Answer.outputs(
        "customer_id", customer.value(),
        "as_of_date", found.asOf().toString(),
        "horizon_days", found.batch().horizonDays(),
        "model_name", found.batch().model().value(),
        "model_version", found.batch().modelVersion(),
        "currency", found.currency().orElse(null),
        "predicted_spend", explanation.spend(),
        "base", explanation.base(),
        "cut", explanation.cut(),
        "families", found.families().stream().map(ExplanationOutputs::family).toList());
  }

  private static Map<String, Object> family(FamilyShare share) {
    return Answer.outputs(
        "family", share.family().name().toLowerCase(Locale.ROOT),
        "words", share.family().words(),
        "amount", share.amount(),
        "inputs", share.inputs().stream().map(ExplanationOutputs::input).toList());
  }

  /** What is unknown of a customer is null. */
  private static Map<String, Object> input(Explanation.Share share) {
    return Answer.outputs(
        "input", share.input(),
        "value", Double.isNaN(share.value()) ? null : share.value(),
        "amount", share.amount());
  }
}
