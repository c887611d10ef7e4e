package io.spendcast.domain.leak;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.sales.DailySpend;
import java.time.LocalDate;
import java.util.List;

/**
 * Takes away everything that happened or became known on or after a date: the cut that the
 * sentinels trust, made here and not by the code they watch.
 *
 * @param asOf the date
 */
public record KnownPast(AsOfDate asOf) {
  List<DailySpend> of(SampledCustomer customer) {
    return customer.tiles().stream().filter(tile -> isKnown(tile.day(), tile.knownDay())).toList();
  }

  /** The totals of before. */
  public List<DayTotal> of(List<DayTotal> totals) {
    return totals.stream().filter(total -> isKnown(total.day(), total.knownDay())).toList();
  }

  /** Whether it had happened and was known before. */
  public boolean isKnown(LocalDate day, LocalDate knownDay) {
    return day.isBefore(asOf.day()) && knownDay.isBefore(asOf.day());
  }
}
