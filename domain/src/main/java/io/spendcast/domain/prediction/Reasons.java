package io.spendcast.domain.prediction;

import io.spendcast.domain.forecast.Explanation;
import io.spendcast.domain.forecast.Explanation.Share;
import io.spendcast.domain.json.JsonText;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many reasons are written with each forecast.
 *
 * @param most inputs that are named; 0 writes none
 */
public record Reasons(int most) {
  /** Forecasts alone. */
  public static final Reasons NONE = new Reasons(0);

  /** Checks the number. */
  public Reasons {
    if (most < 0) {
      throw new IllegalArgumentException("must not be below 0: " + most);
    }
  }

  /** Whether any are written. */
  public boolean areWanted() {
    return most > 0;
  }

  /**
   * The inputs that count most, the first with the largest amount, as JSON in one line. {@code
   * base}, the amounts, and {@code others}, which is what all other inputs and the cut at zero add,
   * sum up to the forecast. An input that is unknown has no {@code value}.
   */
  public String text(Explanation explanation) {
    List<Share> named =
        explanation.inputs().stream()
            .filter(share -> share.amount() != 0)
            .sorted(Comparator.comparingDouble(share -> -Math.abs(share.amount())))
            .limit(most)
            .toList();
    double ofNamed = named.stream().mapToDouble(Share::amount).sum();
    double all = explanation.inputs().stream().mapToDouble(Share::amount).sum();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("base", explanation.base());
    fields.put("inputs", named.stream().map(Reasons::fields).toList());
    fields.put("others", all - ofNamed + explanation.cut());
    return JsonText.of(fields).replace('\n', ' ');
  }

  private static Map<String, Object> fields(Share share) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("input", share.input());
    if (!Double.isNaN(share.value())) {
      fields.put("value", share.value());
    }
    fields.put("amount", share.amount());
    return fields;
  }
}
