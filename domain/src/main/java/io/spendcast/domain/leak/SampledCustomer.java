package io.spendcast.domain.leak;

import io.spendcast.domain.CustomerId;
import io.spendcast.domain.sales.DailySpend;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One customer, seen from all sides.
 *
 * @param customer who
 * @param tiles the whole daily spend, also of the as-of date and after it; categories outside the
 *     vocabulary may be left out
 * @param known what the sales lines say that had happened and was known before the as-of date
 * @param row the row in the feature table at the as-of date
 */
public record SampledCustomer(
    CustomerId customer, List<DailySpend> tiles, KnownSales known, Optional<SampledRow> row) {
  /** Copies the tiles. */
  public SampledCustomer {
    Objects.requireNonNull(customer, "customer");
    Objects.requireNonNull(known, "known");
    tiles = List.copyOf(tiles);
  }
}
