package io.spendcast.application.training;

import java.time.Duration;

/**
 * How far the search for hyperparameters goes.
 *
 * @param trials how many settings to try per learner, the defaults included; 0 tunes nothing
 * @param budget after this time no further trial begins, over all learners
 * @param validationAsOfs how many of the training as-of dates trials are judged on
 */
public record TuningSettings(int trials, Duration budget, int validationAsOfs) {
  /** No search: the learners' defaults. */
  public static final TuningSettings OFF = new TuningSettings(0, Duration.ZERO, 1);

  /** Checks ranges. */
  public TuningSettings {
    if (trials < 0 || budget.isNegative() || validationAsOfs < 1) {
      throw new IllegalArgumentException("trials, budget and as-of dates must not be negative");
    }
  }

  boolean isOff() {
    return trials == 0;
  }
}
