package io.spendcast.testkit;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.feature.FeatureCalculator;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureStore;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.SeasonProfile;
import io.spendcast.domain.feature.SpendHistory;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.training.ForecastTask;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Builds features with the domain's calculator, one customer after the other. */
public final class InMemoryFeatureStore implements FeatureStore {
  private final InMemoryLake lake;

  /** A store in this lake. */
  public InMemoryFeatureStore(InMemoryLake lake) {
    this.lake = lake;
  }

  @Override
  public FeatureTable build(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs) {
    Map<CustomerId, List<DailySpend>> tiles = new TreeMap<>(byName());
    tiles.putAll(DailySpendTiles.of(lines(sales)));
    List<AsOfDate> ascending = asOfs.stream().sorted().distinct().toList();
    FeatureCalculator calculator =
        new FeatureCalculator(features, seasonOf(tiles.values()), ascending);
    List<FeatureRow> rows = new ArrayList<>();
    for (AsOfDate asOf : ascending) {
      rows.addAll(
          population(
              tiles, calculator, new ForecastTask(asOf, features.horizon()), sales, features));
    }
    return new FeatureTable(
        lake.writeIfChanged(InMemoryLake.FEATURES, rows),
        lake.writeIfChanged(InMemoryLake.DAILY_SPEND, dailySpend(tiles)),
        features.fingerprint(),
        features.inputs(),
        features.horizon(),
        ascending,
        rows.size());
  }

  private static List<CustomerDay> dailySpend(Map<CustomerId, List<DailySpend>> tiles) {
    return tiles.entrySet().stream()
        .flatMap(
            entry -> entry.getValue().stream().map(tile -> new CustomerDay(entry.getKey(), tile)))
        .toList();
  }

  private record CustomerDay(CustomerId customer, DailySpend tile) {}

  private static Comparator<CustomerId> byName() {
    return Comparator.comparing(CustomerId::value);
  }

  private List<SalesLine> lines(IngestReport sales) {
    return sales.tables().stream()
        .flatMap(table -> lake.read(table.table(), SalesLine.class).stream())
        .toList();
  }

  /** The season of all customers' spend. */
  static SeasonProfile seasonOf(Collection<List<DailySpend>> tiles) {
    Map<LocalDate, BigDecimal> spendByDay = new HashMap<>();
    tiles.stream()
        .flatMap(List::stream)
        .filter(tile -> tile.orders() > 0)
        .forEach(tile -> spendByDay.merge(tile.day(), tile.spend(), BigDecimal::add));
    return SeasonProfile.of(spendByDay);
  }

  private static List<FeatureRow> population(
      Map<CustomerId, List<DailySpend>> tiles,
      FeatureCalculator calculator,
      ForecastTask task,
      IngestReport sales,
      FeatureSet features) {
    boolean mature = task.isMature(sales.salesDays());
    List<FeatureRow> rows = new ArrayList<>();
    tiles.forEach(
        (customer, ofCustomer) -> {
          SpendHistory history = SpendHistory.of(ofCustomer);
          if (calculator.inPopulation(history, task.asOf())) {
            rows.add(
                new FeatureRow(
                    customer,
                    task.asOf(),
                    named(features, calculator.features(history, task.asOf())),
                    mature
                        ? Optional.of(calculator.label(history, task.asOf()))
                        : Optional.empty()));
          }
        });
    return requireSome(rows, task.asOf());
  }

  private static List<FeatureRow> requireSome(List<FeatureRow> rows, AsOfDate asOf) {
    if (rows.isEmpty()) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot build features at %s: nobody had bought before.".formatted(asOf),
          "Choose a later date.");
    }
    return rows;
  }

  /** Values by the names of the features. */
  static Map<String, Double> named(FeatureSet features, double[] values) {
    Map<String, Double> named = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      named.put(features.names().get(i), values[i]);
    }
    return named;
  }
}
