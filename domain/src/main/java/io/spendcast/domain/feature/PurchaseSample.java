package io.spendcast.domain.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.btyd.PurchaseRecord;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link io.spendcast.domain.btyd.PurchaseFit} learns from: the purchases of some customers at
 * as-of dates. Pure and thread-safe.
 */
public final class PurchaseSample implements Serializable {
  /** About so many customers tell how all buy; more would cost time and change little. */
  public static final int CUSTOMERS = 2_000;

  private final Map<AsOfDate, PurchaseTimes> times = new HashMap<>();

  /** Samples at these as-of dates. */
  public PurchaseSample(SeasonProfile season, Horizon horizon, List<AsOfDate> asOfs) {
    asOfs.forEach(asOf -> times.put(asOf, new PurchaseTimes(season.before(asOf), horizon)));
  }

  /** What was known of the customer's purchases; empty if there was none. */
  public Optional<PurchaseRecord> record(SpendHistory history, AsOfDate asOf) {
    return times.get(asOf).record(history.before(asOf));
  }
}
