package io.spendcast.domain.leak;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.feature.compute.PurchaseFits;
import io.spendcast.domain.feature.compute.SpendHistory;
import io.spendcast.domain.sales.DailySpend;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares feature rows, bit for bit, with what the production code gives for some daily spend. */
final class RowComparison {
  private static final int NAMED = 3;

  private final FeatureSet features;
  private final FeatureCalculator calculator;
  private final AsOfDate asOf;
  private final TreeMap<String, Integer> differing = new TreeMap<>();
  private int rows;
  private int differingRows;

  RowComparison(
      FeatureSet features, Collection<DayTotal> totals, PurchaseFits purchases, AsOfDate asOf) {
    this.features = features;
    this.calculator =
        new FeatureCalculator(features, PopulationDays.of(totals), purchases, List.of(asOf));
    this.asOf = asOf;
  }

  /** Compares a row with the vector of these tiles. */
  void add(List<Double> row, List<DailySpend> tiles) {
    double[] values = calculator.features(SpendHistory.of(tiles), asOf);
    boolean same = true;
    for (int i = 0; i < values.length; i++) {
      if (!isSame(values[i], row.get(i))) {
        differing.merge(features.names().get(i), 1, Integer::sum);
        same = false;
      }
    }
    rows++;
    differingRows += same ? 0 : 1;
  }

  static boolean isSame(double one, double other) {
    return Double.doubleToLongBits(one) == Double.doubleToLongBits(other);
  }

  /** In how many rows, and in which features most; empty if there is none. */
  Optional<String> difference(String what) {
    return differingRows == 0
        ? Optional.empty()
        : Optional.of(
            "%s of %s rows have other values than those %s, most in %s"
                .formatted(differingRows, rows, what, mostDiffering()));
  }

  private String mostDiffering() {
    return differing.entrySet().stream()
        .sorted((one, other) -> Integer.compare(other.getValue(), one.getValue()))
        .limit(NAMED)
        .map(entry -> "%s (%s)".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
