package io.spendcast.domain.training;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;

/**
 * One question: what does each customer who had bought before the as-of date spend in its forecast
 * window?
 *
 * @param asOf when it is asked
 * @param horizon how far it reaches
 */
public record ForecastTask(AsOfDate asOf, Horizon horizon) {
  /** The days whose spend is the answer. */
  public DateWindow labelWindow() {
    return horizon.window(asOf);
  }

  /** Whether the answer is known from sales of these days. */
  public boolean isMature(DateWindow salesDays) {
    return !labelWindow().until().isAfter(salesDays.until());
  }
}
