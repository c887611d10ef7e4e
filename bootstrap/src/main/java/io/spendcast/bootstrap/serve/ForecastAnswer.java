package io.spendcast.bootstrap.serve;

import io.spendcast.application.online.ForecastContext;
import io.spendcast.application.online.ForecastCustomer;
import io.spendcast.application.prediction.FamilyShare;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.forecast.Explanation;
import io.spendcast.domain.prediction.Prediction.Range;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Forecasts as the fields of an answer; what is not known is null. */
final class ForecastAnswer {
  private final ForecastContext context;
  private final Reasons reasons;

  ForecastAnswer(ForecastContext context, Reasons reasons) {
    this.context = context;
    this.reasons = reasons;
  }

  /** How many inputs are named as reasons. */
  record Reasons(int most) {
    static final Reasons NONE = new Reasons(0);
    static final Reasons ALL = new Reasons(Integer.MAX_VALUE);
  }

  Map<String, Object> of(List<Map<String, Object>> forecasts) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model_name", context.name().value());
    fields.put("model_version", context.version());
    fields.put("verdict", context.verdict().map(Verdict::name).orElse(null));
    fields.put("as_of_date", context.asOf().toString());
    fields.put("horizon_days", context.catalogue().horizon().days());
    fields.put("gap_days", context.catalogue().horizon().gapDays());
    fields.put("currency", context.currency().orElse(null));
    fields.put("forecasts", forecasts);
    return fields;
  }

  Map<String, Object> forecast(String customer, Optional<ForecastCustomer.Result> found) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("customer", customer);
    fields.put("in_population", found.isPresent());
    fields.put("predicted_spend", found.map(ForecastCustomer.Result::spend).orElse(null));
    Optional<Range> range = found.flatMap(ForecastCustomer.Result::range);
    fields.put("predicted_low", range.map(Range::low).orElse(null));
    fields.put("predicted_high", range.map(Range::high).orElse(null));
    fields.put(
        "probability_of_spend",
        found.flatMap(ForecastCustomer.Result::probabilityOfSpend).orElse(null));
    if (reasons.most() > 0) {
      fields.put("reasons", found.map(result -> reasons(result.why())).orElse(null));
    }
    return fields;
  }

  private Map<String, Object> reasons(Explanation why) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("base", why.base());
    fields.put("cut", why.cut());
    fields.put(
        "families",
        FamilyShare.of(why, context.catalogue()).stream().map(ForecastAnswer::family).toList());
    fields.put(
        "inputs",
        why.inputs().stream()
            .filter(share -> share.amount() != 0)
            .sorted(Comparator.comparingDouble(share -> -Math.abs(share.amount())))
            .limit(reasons.most())
            .map(ForecastAnswer::input)
            .toList());
    return fields;
  }

  private static Map<String, Object> family(FamilyShare share) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("family", share.family().name().toLowerCase(Locale.ROOT));
    fields.put("words", share.family().words());
    fields.put("amount", share.amount());
    return fields;
  }

  private static Map<String, Object> input(Explanation.Share share) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("input", share.input());
    fields.put("value", Double.isNaN(share.value()) ? null : share.value());
    fields.put("amount", share.amount());
    return fields;
  }
}
