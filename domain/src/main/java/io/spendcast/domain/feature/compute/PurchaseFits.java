package io.spendcast.domain.feature.compute;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.btyd.PurchaseFit;
import java.util.Map;
import java.util.Optional;

/**
 * How the population buys, and in which season, by as-of date: each fitted on what had happened and
 * was known before.
 *
 * @param byAsOf the fits; a date without one has no model and no season
 */
public record PurchaseFits(Map<AsOfDate, PurchaseFit> byAsOf) {
  /** Nothing is fitted. */
  public static final PurchaseFits NONE = new PurchaseFits(Map.of());

  /** Copies the map. */
  public PurchaseFits {
    byAsOf = Map.copyOf(byAsOf);
  }

  Optional<PurchaseFit> find(AsOfDate asOf) {
    return Optional.ofNullable(byAsOf.get(asOf));
  }
}
