package io.spendcast.application.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.training.PanelPlan;
import java.util.Optional;

/**
 * What is forecast, and from how many dates is learned.
 *
 * @param horizon the forecast window
 * @param asOf the date to forecast from; empty for the day after the last sale
 * @param trainAsOfs number of monthly training as-of dates, at least 1; empty for as many, in steps
 *     as long, as the history bears
 * @param testAsOfs number of held-out as-of dates, at least 1
 */
public record ForecastSettings(
    Horizon horizon, Optional<AsOfDate> asOf, Optional<Integer> trainAsOfs, int testAsOfs) {
  /** Checks the counts. */
  public ForecastSettings {
    if (trainAsOfs.filter(count -> count < 1).isPresent() || testAsOfs < 1) {
      throw new IllegalArgumentException("training and test as-of dates must be at least 1");
    }
  }

  /** With so many training as-of dates. */
  public ForecastSettings(Horizon horizon, Optional<AsOfDate> asOf, int trainAsOfs, int testAsOfs) {
    this(horizon, asOf, Optional.of(trainAsOfs), testAsOfs);
  }

  /** The panel over these days with sales; fails like {@link PanelPlan#auto} and monthly. */
  public PanelPlan plan(DateWindow salesDays) {
    return trainAsOfs
        .map(count -> PanelPlan.monthly(salesDays, horizon, count, testAsOfs, asOf))
        .orElseGet(() -> PanelPlan.auto(salesDays, horizon, testAsOfs, asOf));
  }
}
