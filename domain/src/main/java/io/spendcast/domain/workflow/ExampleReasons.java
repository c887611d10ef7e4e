package io.spendcast.domain.workflow;

import io.spendcast.domain.feature.FeatureFamily;
import io.spendcast.domain.prediction.ForecastExample.Role;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a forecast is made of, in currency: base, parts and cut add up to it. Whose forecast it is,
 * it does not say.
 *
 * @param role as what it is shown
 * @param spend the forecast
 * @param past what the customer would spend in the window at their rate since the first order;
 *     empty if the features do not say
 * @param base what the model says of somebody of whom nothing is known
 * @param parts what the inputs add, by what they are about, the largest first
 * @param cut what is added to a forecast below zero to make it zero
 */
public record ExampleReasons(
    Role role, double spend, Optional<Double> past, double base, List<Part> parts, double cut) {
  /** Checks that nothing is missing. */
  public ExampleReasons {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(past, "past");
    parts = List.copyOf(parts);
  }

  /**
   * What the inputs of one family add.
   *
   * @param family what they are about
   * @param amount what that adds, below zero if it takes away
   */
  public record Part(FeatureFamily family, double amount) {}
}
