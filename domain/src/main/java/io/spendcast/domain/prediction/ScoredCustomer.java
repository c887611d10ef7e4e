package io.spendcast.domain.prediction;

import io.spendcast.domain.RunId;
import java.time.Instant;
import java.util.Objects;

/**
 * A forecast that is scored, and published by whichever sink there is.
 *
 * @param forecast customer, spend, range and probability of any spend
 * @param run the run that scored
 * @param scoredAt when it did
 */
public record ScoredCustomer(Prediction forecast, RunId run, Instant scoredAt) {
  /** Checks that nothing is missing. */
  public ScoredCustomer {
    Objects.requireNonNull(forecast, "forecast");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(scoredAt, "scoredAt");
  }
}
