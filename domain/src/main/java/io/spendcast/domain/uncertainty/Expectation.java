package io.spendcast.domain.uncertainty;

import java.util.Objects;

/**
 * What is to be expected of several customers together.
 *
 * @param buyers how many of them will spend something
 * @param range which holds what they spend with the nominal probability
 */
public record Expectation(double buyers, SpendRange range) {
  /** Checks that there is a range. */
  public Expectation {
    Objects.requireNonNull(range, "range");
  }
}
