package io.spendcast.domain.leak;

import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PurchaseFits;
import io.spendcast.domain.feature.compute.SpendHistory;
import java.util.List;

/** Compares who is in the table with who belongs there, in both directions. */
record PopulationCheck(LeakProbe probe, LeakSample sample) {
  SentinelFinding look() {
    PopulationCount count = sample.population();
    long misplaced = misplaced();
    return count.isExact() && misplaced == 0
        ? SentinelFinding.clean(
            Sentinel.POPULATION,
            "the %s customers at %s are those with an order known before it"
                .formatted(count.rows(), probe.asOf()))
        : SentinelFinding.suspect(
            Sentinel.POPULATION,
            ("%s rows at %s for %s customers with an order known before it:"
                    + " %s customers do not belong there, %s are missing;"
                    + " of %s sampled ones %s are misplaced")
                .formatted(
                    count.rows(),
                    probe.asOf(),
                    count.byRule(),
                    count.onlyInTable(),
                    count.onlyByRule(),
                    sample.customers().size(),
                    misplaced));
  }

  /** By the production code's own rule, on a past that is cut already. */
  private long misplaced() {
    FeatureCalculator calculator =
        new FeatureCalculator(
            CustomerFeatures.of(probe.catalogue()),
            PopulationDays.of(List.of()),
            PurchaseFits.NONE,
            List.of());
    KnownPast past = new KnownPast(probe.asOf());
    return sample.customers().stream()
        .filter(
            customer ->
                calculator.inPopulation(SpendHistory.of(past.of(customer)), probe.asOf())
                    != customer.row().isPresent())
        .count();
  }
}
