package io.spendcast.application;

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
 * @param trainAsOfs number of monthly training as-of dates, at least 1
 * @param testAsOfs number of monthly held-out as-of dates, at least 1
 */
public record ForecastSettings(
    Horizon horizon, Optional<AsOfDate> asOf, int trainAsOfs, int testAsOfs) {
  /** Checks the counts. */
  public ForecastSettings {
    if (trainAsOfs < 1 || testAsOfs < 1) {
      throw new IllegalArgumentException("training and test as-of dates must be at least 1");
    }
  }

  /** The panel over these days with sales; fails like {@link PanelPlan#monthly}. */
  public PanelPlan plan(DateWindow salesDays) {
    return PanelPlan.monthly(salesDays, horizon, trainAsOfs, testAsOfs, asOf);
  }
}
