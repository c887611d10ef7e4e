package io.spendcast.adapters.spark.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.feature.compute.PurchaseFits;
import io.spendcast.domain.feature.compute.SpendHistory;
import io.spendcast.domain.sales.DailySpend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The example of docs/embedding.md. */
// begin
final class EmbeddingExample {
  private final FeatureSet features;
  private final AsOfDate today;
  private final FeatureCalculator calculator;

  /** Once a day: on which days all customers bought, and how and in which season they buy. */
  EmbeddingExample(
      FeatureSet features, List<DayTotal> population, PurchaseFit purchases, AsOfDate today) {
    this.features = features;
    this.today = today;
    this.calculator =
        new FeatureCalculator(
            features,
            PopulationDays.of(population),
            new PurchaseFits(Map.of(today, purchases)),
            List.of(today));
  }

  /** Per request: one customer's features by name; NaN is null. Empty if they never bought. */
  Map<String, Double> featuresOf(List<DailySpend> customer) {
    SpendHistory history = SpendHistory.of(customer);
    Map<String, Double> values = new LinkedHashMap<>();
    if (calculator.inPopulation(history, today)) {
      double[] vector = calculator.features(history, today);
      for (int i = 0; i < vector.length; i++) {
        values.put(features.names().get(i), vector[i]);
      }
    }
    return values;
  }
}
// end
