package io.spendcast.domain.prediction;

import io.spendcast.domain.CustomerId;
import java.util.Objects;
import java.util.Optional;

/**
 * The forecast of one customer, as it was published.
 *
 * @param customer the customer
 * @param spend what they are expected to spend in the window, in currency
 * @param range between which amounts it lies with a probability of 80 %; empty if the model version
 *     has no intervals
 * @param probabilityOfSpend that they spend anything at all, 0 to 1; empty if the table does not
 *     say
 */
public record Prediction(
    CustomerId customer, double spend, Optional<Range> range, Optional<Double> probabilityOfSpend) {
  /** Checks that nothing is missing. */
  public Prediction {
    Objects.requireNonNull(customer, "customer");
    Objects.requireNonNull(range, "range");
    Objects.requireNonNull(probabilityOfSpend, "probabilityOfSpend");
  }

  /** Two amounts in currency, the lower one first. */
  public record Range(double low, double high) {}
}
