package io.spendcast.domain.uncertainty;

import java.util.List;

/**
 * The held-out rows of one as-of date.
 *
 * @param spend what all customers spent, in currency
 * @param forecast what was forecast of all of them
 * @param outcomes the rows by size of the forecast, ascending
 */
public record DateOutcomes(double spend, double forecast, List<Outcomes> outcomes) {
  /** Copies the list. */
  public DateOutcomes {
    outcomes = List.copyOf(outcomes);
  }

  /** Whether its level can be compared. */
  boolean hasLevel() {
    return spend > 0 && forecast > 0;
  }

  /** By how much all were off together, as a logarithm. */
  double level() {
    return StrictMath.log(spend / forecast);
  }
}
