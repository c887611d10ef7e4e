package io.spendcast.domain.prediction;

import io.spendcast.domain.RunId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A forecast that is scored, and published by whichever sink there is.
 *
 * @param forecast customer, spend, range and probability of any spend
 * @param run the run that scored
 * @param scoredAt when it did
 * @param reasons why, as {@link Reasons} writes them; empty unless they are wanted
 */
public record ScoredCustomer(
    Prediction forecast, RunId run, Instant scoredAt, Optional<String> reasons) {
  /** Checks that nothing is missing. */
  public ScoredCustomer {
    Objects.requireNonNull(forecast, "forecast");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(scoredAt, "scoredAt");
    Objects.requireNonNull(reasons, "reasons");
  }

  /** Without reasons. */
  public ScoredCustomer(Prediction forecast, RunId run, Instant scoredAt) {
    this(forecast, run, scoredAt, Optional.empty());
  }
}
