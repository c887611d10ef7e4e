package io.spendcast.testkit;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.drift.FeatureStatistics;
import io.spendcast.domain.drift.ValueSketch;
import io.spendcast.domain.feature.FeatureTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sketches feature tables of the in-memory lake. */
public final class InMemoryFeatureStatistics implements FeatureStatistics {
  private final InMemoryLake lake;

  /** Statistics over this lake. */
  public InMemoryFeatureStatistics(InMemoryLake lake) {
    this.lake = lake;
  }

  @Override
  public Map<AsOfDate, Map<String, ValueSketch>> measure(
      FeatureTable table, List<String> features, List<AsOfDate> asOfs) {
    Map<AsOfDate, Map<String, ValueSketch>> measured = new TreeMap<>();
    for (FeatureRow row : lake.featureRows(table)) {
      if (asOfs.contains(row.asOf())) {
        Map<String, ValueSketch> sketches =
            measured.computeIfAbsent(row.asOf(), asOf -> new HashMap<>());
        for (String feature : features) {
          sketches.computeIfAbsent(feature, name -> new ValueSketch()).add(value(row, feature));
        }
      }
    }
    return measured;
  }

  private static double value(FeatureRow row, String feature) {
    return Optional.ofNullable(row.values().get(feature))
        .orElseThrow(
            () ->
                new SpendcastException(
                    Kind.INVALID,
                    "Cannot measure " + feature + ": the table has no such feature.",
                    "Build the features again."));
  }
}
