package io.spendcast.domain.prediction;

import io.spendcast.domain.forecast.Explanation;
import java.util.Objects;
import java.util.Optional;

/**
 * A forecast that stands for many or stands out, and why it is as it is. Whose it is, it does not
 * say.
 *
 * @param role as what it is shown
 * @param past what the customer would spend in the window at their rate since the first order, in
 *     currency; empty if the features do not say
 * @param why the forecast taken apart
 */
public record ForecastExample(Role role, Optional<Double> past, Explanation why) {
  /** Checks that nothing is missing. */
  public ForecastExample {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(past, "past");
    Objects.requireNonNull(why, "why");
  }

  /** Why somebody looks at a forecast. */
  public enum Role {
    /** Half of all forecasts are higher. */
    TYPICAL(1),
    /** None is higher, except those of this role before it. */
    HIGHEST(3),
    /** None is further above what the customer's past comes to. */
    ABOVE_PAST(2),
    /** None is further below it. */
    BELOW_PAST(2);

    private final int most;

    Role(int most) {
      this.most = most;
    }

    /** How many are shown at most. */
    public int most() {
      return most;
    }
  }
}
