package io.spendcast.application.online;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The forecasts that a service gives at the moment. Who asks gets one context whole, before a
 * refresh or after it, and nobody waits.
 */
public final class ServedForecasts {
  private final AtomicReference<ForecastCustomer> current;

  /** Begins with a context. */
  public ServedForecasts(ForecastContext context) {
    current = new AtomicReference<>(new ForecastCustomer(context));
  }

  /** What gives forecasts now; to be asked for anew with each request. */
  public ForecastCustomer current() {
    return current.get();
  }

  /** Takes another model, another date, or both; one that cannot be used leaves all as it was. */
  public void refresh(ForecastContext context) {
    current.set(new ForecastCustomer(context));
  }
}
