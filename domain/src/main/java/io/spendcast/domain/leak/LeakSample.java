package io.spendcast.domain.leak;

import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.feature.compute.PurchaseFits;
import java.util.List;

/**
 * What the sentinels look at: some customers whole, and what is known of all of them together.
 *
 * @param customers the sampled customers; also those who are not in the feature table
 * @param dayTotals what all customers spent by day, at any time: what the calculator is given of
 *     the whole population
 * @param purchases how the population buys, as fitted on sales cut at {@link LeakProbe#asOf}
 * @param vocabulary the category vocabulary as it comes out of sales cut at {@link
 *     LeakProbe#vocabularyCut}
 * @param population who is in the feature table and who belongs there, counted over everybody
 */
public record LeakSample(
    List<SampledCustomer> customers,
    List<DayTotal> dayTotals,
    PurchaseFits purchases,
    List<String> vocabulary,
    PopulationCount population) {
  /** Copies the lists. */
  public LeakSample {
    customers = List.copyOf(customers);
    dayTotals = List.copyOf(dayTotals);
    vocabulary = List.copyOf(vocabulary);
  }

  /** The rows of the feature table among them. */
  List<SampledRow> rows() {
    return customers.stream().flatMap(customer -> customer.row().stream()).toList();
  }
}
