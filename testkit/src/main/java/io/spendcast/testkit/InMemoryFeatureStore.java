package io.spendcast.testkit;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.btyd.PurchasePast;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.feature.compute.PurchaseFits;
import io.spendcast.domain.feature.compute.PurchaseSample;
import io.spendcast.domain.feature.compute.SpendHistory;
import io.spendcast.domain.feature.store.BuiltFeatures;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.feature.store.FeatureWork;
import io.spendcast.domain.feature.store.PopulationPast;
import io.spendcast.domain.feature.store.SalesChange;
import io.spendcast.domain.feature.store.TouchedDay;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.SpendTarget;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.domain.training.ForecastTask;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Builds features with the domain's calculator, one customer after the other. */
public final class InMemoryFeatureStore implements FeatureStore {
  /** Fitting takes longest, and many tests build the same features. */
  private static final Map<Sampled, PurchaseFit> FITS = new ConcurrentHashMap<>();

  private static final TableName BUILT = new TableName("features/fixture/_built");

  private final InMemoryLake lake;
  private final SpendTarget target;

  /** A store in this lake, of what is bought. */
  public InMemoryFeatureStore(InMemoryLake lake) {
    this(lake, SpendTarget.GROSS);
  }

  /** A store in this lake, of what counts as spend. */
  public InMemoryFeatureStore(InMemoryLake lake, SpendTarget target) {
    this.lake = lake;
    this.target = target;
  }

  @Override
  public FeatureTable build(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs) {
    FeatureWork work = plan(sales, features, asOfs);
    Optional<BuiltFeatures> held = built().map(Built::features);
    Map<CustomerId, List<DailySpend>> tiles = tiles(sales);
    FeatureCalculator calculator =
        new FeatureCalculator(
            features,
            seasonOf(tiles.values()),
            purchases(tiles.values(), work.compute()),
            work.compute());
    List<FeatureRow> rows = new ArrayList<>();
    for (AsOfDate asOf : work.compute()) {
      rows.addAll(
          population(
              tiles, calculator, new ForecastTask(asOf, features.horizon()), sales, features));
    }
    latestRows().stream().filter(row -> work.keep().contains(row.asOf())).forEach(rows::add);
    rows.sort(Comparator.comparing(FeatureRow::asOf));
    TableVersion dailySpend = update(sales);
    TableVersion table = lake.writeIfChanged(InMemoryLake.FEATURES, rows);
    BuiltFeatures built =
        BuiltFeatures.after(work, held, features, dailySpend, sales.salesDays().until());
    lake.write(BUILT, List.of(new Built(table, dailySpend, built)));
    return new FeatureTable(
        table,
        dailySpend,
        features.fingerprint(),
        features.inputs(),
        features.horizon(),
        built.asOfs(),
        rows.size(),
        features.columns(),
        List.copyOf(built.contents().values()));
  }

  @Override
  public FeatureWork plan(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs) {
    Map<CustomerId, List<DailySpend>> tiles = tiles(sales);
    requirePopulation(tiles, asOfs.stream().sorted().toList().get(0));
    return FeatureWork.plan(
        built().map(Built::features), change(tiles), features, asOfs, sales.salesDays().until());
  }

  @Override
  public TableVersion update(IngestReport sales) {
    return lake.noted(
        lake.writeIfChanged(InMemoryLake.DAILY_SPEND, dailySpend(tiles(sales))),
        sales.tables().stream().map(TableIngest::table).toList());
  }

  private Optional<Built> built() {
    return lake.latest(BUILT)
        .map(version -> lake.read(version, Built.class).get(0))
        .filter(
            built ->
                lake.isUntouched(built.dailySpend())
                    && lake.latest(InMemoryLake.FEATURES)
                        .filter(built.table()::equals)
                        .isPresent());
  }

  private List<FeatureRow> latestRows() {
    return lake.latest(InMemoryLake.FEATURES)
        .map(version -> lake.read(version, FeatureRow.class))
        .orElse(List.of());
  }

  private SalesChange change(Map<CustomerId, List<DailySpend>> tiles) {
    return built()
        .map(
            built -> {
              Set<CustomerDay> before =
                  new HashSet<>(lake.read(built.dailySpend(), CustomerDay.class));
              Set<CustomerDay> after = new HashSet<>(dailySpend(tiles));
              Set<CustomerDay> touched = new HashSet<>(before);
              touched.removeAll(after);
              after.removeAll(before);
              touched.addAll(after);
              return SalesChange.of(
                  touched.stream()
                      .map(row -> new TouchedDay(row.tile().day(), row.tile().knownDay()))
                      .collect(Collectors.toSet()));
            })
        .orElse(SalesChange.EVERYTHING);
  }

  @Override
  public List<String> topCategories(IngestReport sales, AsOfDate before, int most) {
    return topCategories(lines(sales), before, most);
  }

  /** The categories with the highest spend in lines known before a date. */
  static List<String> topCategories(List<SalesLine> lines, AsOfDate before, int most) {
    Map<String, BigDecimal> spend = new TreeMap<>();
    lines.stream()
        .filter(line -> line.knownDay().isBefore(before.day()))
        .forEach(
            line ->
                line.category()
                    .ifPresent(category -> spend.merge(category, line.amount(), BigDecimal::add)));
    return spend.entrySet().stream()
        .sorted(Map.Entry.<String, BigDecimal>comparingByValue().reversed())
        .limit(most)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  @Override
  public PopulationPast past(FeatureTable table, AsOfDate asOf) {
    if (!table.asOfs().contains(asOf)) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot look before %s: %s has no such date.".formatted(asOf, table.table()),
          "Build the features for it.");
    }
    Collection<List<DailySpend>> tiles = read(lake, table.dailySpend()).values();
    return new PopulationPast(
        asOf.day().minusDays(seasonOf(tiles).observedDays(asOf)),
        Optional.of(purchases(tiles, List.of(asOf)).byAsOf().get(asOf)));
  }

  private Map<CustomerId, List<DailySpend>> tiles(IngestReport sales) {
    Map<CustomerId, List<DailySpend>> tiles = new TreeMap<>(byName());
    tiles.putAll(DailySpendTiles.of(lines(sales)));
    return tiles;
  }

  /** The daily spend of each customer in a version of its table. */
  public static Map<CustomerId, List<DailySpend>> read(InMemoryLake lake, TableVersion dailySpend) {
    return lake.read(dailySpend, CustomerDay.class).stream()
        .collect(
            Collectors.groupingBy(
                CustomerDay::customer, Collectors.mapping(CustomerDay::tile, Collectors.toList())));
  }

  private static List<CustomerDay> dailySpend(Map<CustomerId, List<DailySpend>> tiles) {
    return tiles.entrySet().stream()
        .flatMap(
            entry -> entry.getValue().stream().map(tile -> new CustomerDay(entry.getKey(), tile)))
        .toList();
  }

  private record CustomerDay(CustomerId customer, DailySpend tile) {}

  private record Built(TableVersion table, TableVersion dailySpend, BuiltFeatures features) {}

  private static Comparator<CustomerId> byName() {
    return Comparator.comparing(CustomerId::value);
  }

  private List<SalesLine> lines(IngestReport sales) {
    return sales.tables().stream()
        .flatMap(table -> lake.read(table.table(), SalesLine.class).stream())
        .map(line -> line.as(target))
        .toList();
  }

  /** The season of all customers' spend. */
  static PopulationDays seasonOf(Collection<List<DailySpend>> tiles) {
    return PopulationDays.of(dayTotals(tiles));
  }

  /** What all customers spent by day and day of knowledge. */
  static List<DayTotal> dayTotals(Collection<List<DailySpend>> tiles) {
    Map<DateWindow, BigDecimal> spend = new HashMap<>();
    tiles.stream()
        .flatMap(List::stream)
        .filter(tile -> tile.orders() != 0 || tile.spend().signum() != 0)
        .forEach(
            tile ->
                spend.merge(
                    new DateWindow(tile.day(), tile.knownDay()), tile.spend(), BigDecimal::add));
    return spend.entrySet().stream()
        .map(e -> new DayTotal(e.getKey().from(), e.getKey().until(), e.getValue()))
        .toList();
  }

  /** How all these customers buy at each date; so few are their own sample. */
  public static PurchaseFits purchases(Collection<List<DailySpend>> tiles, List<AsOfDate> asOfs) {
    return purchases(tiles, seasonOf(tiles), asOfs);
  }

  /** How a sample of a population that bought on these days buys at each date. */
  public static PurchaseFits purchases(
      Collection<List<DailySpend>> tiles, PopulationDays population, List<AsOfDate> asOfs) {
    PurchaseSample sample = new PurchaseSample(population, asOfs);
    List<SpendHistory> histories = tiles.stream().map(SpendHistory::of).toList();
    return new PurchaseFits(
        asOfs.parallelStream()
            .collect(
                Collectors.toMap(
                    asOf -> asOf,
                    asOf ->
                        fit(
                            histories.stream()
                                .flatMap(history -> sample.past(history, asOf).stream())
                                .toList(),
                            sample.years(asOf).known()))));
  }

  private static PurchaseFit fit(List<PurchasePast> customers, DateWindow known) {
    return FITS.computeIfAbsent(
        new Sampled(customers, known), sampled -> PurchaseFit.of(customers, known));
  }

  private record Sampled(List<PurchasePast> customers, DateWindow known) {}

  private static void requirePopulation(Map<CustomerId, List<DailySpend>> tiles, AsOfDate first) {
    if (seasonOf(tiles.values()).observedDays(first) == 0) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot build features at %s: nobody had bought before.".formatted(first),
          "Choose a later date.");
    }
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
    return rows;
  }

  /** Values by the names of the features. */
  static Map<String, Double> named(FeatureSet features, double[] values) {
    List<String> names = features.names();
    Map<String, Double> named = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      named.put(names.get(i), values[i]);
    }
    return named;
  }
}
