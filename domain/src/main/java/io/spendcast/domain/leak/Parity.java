package io.spendcast.domain.leak;

import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PurchaseFits;
import io.spendcast.domain.feature.compute.SpendHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Compares training, batch scoring and a service that has nothing but one customer's daily spend.
 */
record Parity(LeakProbe probe, LeakSample sample) {
  /** Of a forecast, and of one unit of currency for forecasts that are less. */
  private static final double ROUNDING = 1e-9;

  SentinelFinding look() {
    FeatureSet features = CustomerFeatures.of(probe.catalogue());
    RowComparison rows =
        new RowComparison(features, sample.dayTotals(), sample.purchases(), probe.asOf());
    sample
        .customers()
        .forEach(
            customer ->
                customer.row().ifPresent(row -> rows.add(row.features(), customer.tiles())));
    List<String> problems = new ArrayList<>();
    rows.difference("that the calculator gives").ifPresent(problems::add);
    addIfSome(problems, otherLabels(features), "rows have another label than the calculator gives");
    addIfSome(problems, otherScores(), "forecasts are not the same in a batch and alone");
    return problems.isEmpty()
        ? SentinelFinding.clean(
            Sentinel.PARITY,
            "%s vectors and labels, and their forecasts by %s models, are the same in the table, in a batch and alone"
                .formatted(sample.rows().size(), probe.models().size()))
        : SentinelFinding.suspect(Sentinel.PARITY, String.join("; ", problems));
  }

  private static void addIfSome(List<String> problems, long count, String what) {
    if (count > 0) {
      problems.add(count + " " + what);
    }
  }

  private long otherLabels(FeatureSet features) {
    FeatureCalculator calculator =
        new FeatureCalculator(
            features,
            PopulationDays.of(sample.dayTotals()),
            PurchaseFits.NONE,
            List.of(probe.asOf()));
    return sample.customers().stream()
        .filter(customer -> customer.row().isPresent())
        .filter(
            customer ->
                !RowComparison.isSame(
                    calculator.label(SpendHistory.of(customer.tiles()), probe.asOf()),
                    customer.row().orElseThrow().label()))
        .count();
  }

  private long otherScores() {
    return sample.rows().stream().mapToLong(Parity::otherScores).sum();
  }

  private static long otherScores(SampledRow row) {
    return IntStream.range(0, row.batch().size())
        .filter(i -> !isSameForecast(row.batch().get(i), row.alone().get(i)))
        .count();
  }

  /** Whether both are the same, except for the order in which two processors add. */
  private static boolean isSameForecast(double one, double other) {
    double size = Math.max(1, Math.max(Math.abs(one), Math.abs(other)));
    return RowComparison.isSame(one, other) || Math.abs(one - other) <= ROUNDING * size;
  }
}
