package io.spendcast.testkit;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.TableName;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.feature.compute.PurchaseFits;
import io.spendcast.domain.feature.compute.SpendHistory;
import io.spendcast.domain.leak.KnownPast;
import io.spendcast.domain.leak.KnownSales;
import io.spendcast.domain.leak.LeakProbe;
import io.spendcast.domain.leak.LeakSample;
import io.spendcast.domain.leak.LeakSampler;
import io.spendcast.domain.leak.PopulationCount;
import io.spendcast.domain.leak.SampledCustomer;
import io.spendcast.domain.leak.SampledRow;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.training.TrainingPanel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what leak sentinels look at from the in-memory lake. */
public final class InMemoryLeakSampler implements LeakSampler {
  private static final TableName SHUFFLED = new TableName("features/fixture/_shuffled_labels");

  private final InMemoryLake lake;

  /** A sampler in this lake. */
  public InMemoryLeakSampler(InMemoryLake lake) {
    this.lake = lake;
  }

  @Override
  public LeakSample draw(LeakProbe probe) {
    FeatureTable table = probe.panel().features();
    CustomerSample sample = new CustomerSample(probe.share());
    Map<CustomerId, List<DailySpend>> tiles = InMemoryFeatureStore.read(lake, table.dailySpend());
    List<SalesLine> lines =
        lines(table).stream().map(line -> line.as(probe.catalogue().target())).toList();
    Map<Optional<CustomerId>, List<SalesLine>> ofCustomer =
        lines.stream().collect(Collectors.groupingBy(SalesLine::customer));
    Map<CustomerId, FeatureRow> rows =
        rowsAt(probe).stream().collect(Collectors.toMap(FeatureRow::customer, row -> row));
    List<DayTotal> totals = InMemoryFeatureStore.dayTotals(tiles.values());
    PurchaseFits purchases =
        InMemoryFeatureStore.purchases(known(tiles.values(), probe.asOf()), List.of(probe.asOf()));
    Scoring scoring = Scoring.of(probe, totals, purchases);
    Function<FeatureRow, SampledRow> scored =
        row -> scoring.scored(row, tiles.getOrDefault(row.customer(), List.of()));
    List<SampledCustomer> customers =
        all(tiles.keySet(), rows.keySet()).stream()
            .map(CustomerId::new)
            .filter(sample::contains)
            .map(
                customer ->
                    new SampledCustomer(
                        customer,
                        tiles.getOrDefault(customer, List.of()),
                        known(
                            ofCustomer.getOrDefault(Optional.of(customer), List.of()),
                            probe.asOf()),
                        Optional.ofNullable(rows.get(customer)).map(scored)))
            .toList();
    return new LeakSample(
        customers,
        totals,
        purchases,
        InMemoryFeatureStore.topCategories(
            lines, probe.vocabularyCut(), probe.catalogue().categories().size()),
        population(probe, lines));
  }

  private List<SalesLine> lines(FeatureTable table) {
    return lake.sources(table.dailySpend()).stream()
        .flatMap(source -> lake.read(source, SalesLine.class).stream())
        .toList();
  }

  private List<FeatureRow> rowsAt(LeakProbe probe) {
    return lake.featureRows(probe.panel().features()).stream()
        .filter(row -> row.asOf().equals(probe.asOf()))
        .toList();
  }

  private static Set<String> all(Set<CustomerId> some, Set<CustomerId> others) {
    return Stream.concat(some.stream(), others.stream())
        .map(CustomerId::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private record Scoring(
      FeatureSet features, FeatureCalculator calculator, List<LinearModel> models) {
    static Scoring of(LeakProbe probe, List<DayTotal> totals, PurchaseFits purchases) {
      FeatureSet features = CustomerFeatures.of(probe.catalogue());
      return new Scoring(
          features,
          new FeatureCalculator(
              features, PopulationDays.of(totals), purchases, List.of(probe.asOf())),
          probe.models().stream().map(LinearModel::load).toList());
    }

    SampledRow scored(FeatureRow row, List<DailySpend> tiles) {
      Map<String, Double> vector =
          InMemoryFeatureStore.named(
              features, calculator.features(SpendHistory.of(tiles), row.asOf()));
      return new SampledRow(
          features.names().stream().map(row.values()::get).toList(),
          row.label().orElseThrow(),
          models.stream().map(model -> model.predict(row.values())).toList(),
          models.stream().map(model -> model.predict(vector)).toList());
    }
  }

  private static boolean isKnown(SalesLine line, AsOfDate asOf) {
    return new KnownPast(asOf).isKnown(line.day(), line.knownDay());
  }

  private static List<List<DailySpend>> known(Collection<List<DailySpend>> tiles, AsOfDate asOf) {
    KnownPast past = new KnownPast(asOf);
    return tiles.stream()
        .map(own -> own.stream().filter(tile -> past.isKnown(tile.day(), tile.knownDay())).toList())
        .filter(own -> !own.isEmpty())
        .toList();
  }

  private static KnownSales known(List<SalesLine> lines, AsOfDate asOf) {
    List<SalesLine> own = lines.stream().filter(line -> isKnown(line, asOf)).toList();
    return new KnownSales(
        money(own, LineFlow.SALE).subtract(money(own, LineFlow.TAKEN_OFF)),
        money(own, LineFlow.RETURN).add(money(own, LineFlow.TAKEN_OFF)),
        count(own, LineFlow.SALE) - count(own, LineFlow.TAKEN_OFF));
  }

  private static long count(List<SalesLine> lines, LineFlow flow) {
    return lines.stream().filter(line -> line.flow() == flow).count();
  }

  private static BigDecimal money(List<SalesLine> lines, LineFlow flow) {
    return lines.stream()
        .filter(line -> line.flow() == flow)
        .map(SalesLine::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private PopulationCount population(LeakProbe probe, List<SalesLine> lines) {
    Set<String> rule =
        DailySpendTiles.of(lines.stream().filter(line -> isKnown(line, probe.asOf())).toList())
            .entrySet()
            .stream()
            .filter(tiles -> hasOrdered(tiles.getValue()))
            .map(tiles -> tiles.getKey().value())
            .collect(Collectors.toSet());
    List<String> rows = rowsAt(probe).stream().map(row -> row.customer().value()).toList();
    Set<String> table = Set.copyOf(rows);
    return new PopulationCount(
        rows.size(),
        rule.size(),
        table.stream().filter(customer -> !rule.contains(customer)).count(),
        rule.stream().filter(customer -> !table.contains(customer)).count());
  }

  /** On some day, after all corrections. */
  private static boolean hasOrdered(List<DailySpend> tiles) {
    return tiles.stream()
        .collect(Collectors.groupingBy(DailySpend::day, Collectors.summingLong(DailySpend::orders)))
        .values()
        .stream()
        .anyMatch(orders -> orders != 0);
  }

  @Override
  public TrainingPanel shuffled(LeakProbe probe, long seed) {
    TrainingPanel panel = probe.panel();
    CustomerSample sample = new CustomerSample(probe.share());
    Map<AsOfDate, List<FeatureRow>> byAsOf =
        lake.featureRows(panel.features()).stream()
            .filter(row -> row.label().isPresent() && sample.contains(row.customer()))
            .filter(row -> isOf(panel, row.asOf()))
            .collect(Collectors.groupingBy(FeatureRow::asOf));
    List<FeatureRow> shuffled = new ArrayList<>();
    byAsOf.forEach(
        (asOf, rows) ->
            shuffled.addAll(withShuffledLabels(rows, new Random(seed + asOf.hashCode()))));
    FeatureTable table = panel.features();
    return new TrainingPanel(
        new FeatureTable(
            lake.write(SHUFFLED, shuffled),
            table.dailySpend(),
            table.fingerprint(),
            table.inputs(),
            table.horizon(),
            byAsOf.keySet().stream().sorted().toList(),
            shuffled.size(),
            table.columns()),
        panel.plan(),
        1,
        count(shuffled, panel.plan().train()),
        count(shuffled, panel.plan().test()));
  }

  private static boolean isOf(TrainingPanel panel, AsOfDate asOf) {
    return panel.plan().train().contains(asOf) || panel.plan().test().contains(asOf);
  }

  private static long count(List<FeatureRow> rows, List<AsOfDate> asOfs) {
    return rows.stream().filter(row -> asOfs.contains(row.asOf())).count();
  }

  private static List<FeatureRow> withShuffledLabels(List<FeatureRow> rows, Random random) {
    List<Optional<Double>> labels = new ArrayList<>(rows.stream().map(FeatureRow::label).toList());
    Collections.shuffle(labels, random);
    List<FeatureRow> shuffled = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      FeatureRow row = rows.get(i);
      shuffled.add(new FeatureRow(row.customer(), row.asOf(), row.values(), labels.get(i)));
    }
    return shuffled;
  }
}
