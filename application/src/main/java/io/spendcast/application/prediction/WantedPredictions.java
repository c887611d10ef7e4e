package io.spendcast.application.prediction;

import io.spendcast.domain.CustomerId;
import io.spendcast.domain.RunId;
import io.spendcast.domain.evaluation.panel.Property;
import java.util.Objects;
import java.util.Optional;

/**
 * Which predictions somebody wants to see.
 *
 * @param run of which run; empty for the newest
 * @param customer of this customer only
 * @param segment of customers of this segment only
 * @param most how many at most, the highest first
 */
public record WantedPredictions(
    Optional<RunId> run, Optional<CustomerId> customer, Optional<Property> segment, int most) {
  /** Checks that there is something to show. */
  public WantedPredictions {
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(customer, "customer");
    Objects.requireNonNull(segment, "segment");
    if (most < 1) {
      throw new IllegalArgumentException("must be at least 1, not " + most);
    }
  }

  /** The highest of a run. */
  public static WantedPredictions highest(RunId run, int most) {
    return new WantedPredictions(Optional.of(run), Optional.empty(), Optional.empty(), most);
  }
}
