package io.spendcast.adapters.spark.acceptance;

import io.spendcast.adapters.spark.evaluation.SparkEvaluator;
import io.spendcast.adapters.spark.scoring.SavedModels;
import io.spendcast.adapters.spark.table.CommitNote;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LazySession;
import io.spendcast.adapters.spark.training.SparkTrainer;
import io.spendcast.adapters.spark.training.SparkTrainingPanels;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.evaluation.CustomerBootstrap;
import io.spendcast.domain.evaluation.ErrorSums;
import io.spendcast.domain.evaluation.Interval;
import io.spendcast.domain.evaluation.Judge;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureCalculator;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.PurchaseFits;
import io.spendcast.domain.feature.PurchaseSample;
import io.spendcast.domain.feature.SeasonProfile;
import io.spendcast.domain.planted.PlantedCustomer;
import io.spendcast.domain.planted.PlantedPreset;
import io.spendcast.domain.planted.PlantedSales;
import io.spendcast.domain.planted.PlantedWorld;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.TrainedModel;
import io.spendcast.domain.training.TrainingPanel;
import io.spendcast.testkit.InMemoryFeatureStore;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The promise, counted: {@code StatisticalAcceptance DIRECTORY PRESET SEEDS CUSTOMERS ...}. For
 * each preset and each of its seeds, 1 to SEEDS, it plants a world, builds the panel, trains the
 * candidates, judges them on held-out time, and compares the chosen one with the best forecasts
 * there can be. Prints a table per preset, and ends with 1 if a promise is broken. See
 * docs/acceptance.md.
 */
public final class StatisticalAcceptance {
  private static final String AS_OF = "as_of_date";
  private static final Horizon HORIZON = new Horizon(90, 0);
  private static final CustomerBootstrap BOOTSTRAP = new CustomerBootstrap(400, 7);
  private static final long TRAINING_SEED = 7;
  private static final TableName FEATURES = new TableName("features/tpcds/customer_features");
  private static final List<Algorithm> CANDIDATES =
      Arrays.stream(Algorithm.values())
          .filter(
              candidate ->
                  candidate.isBaseline()
                      || candidate == Algorithm.LINEAR
                      || candidate == Algorithm.XGBOOST)
          .toList();

  private final Lake lake;
  private final SparkTrainer trainer;

  private StatisticalAcceptance(Lake lake, SparkTrainer trainer) {
    this.lake = lake;
    this.trainer = trainer;
  }

  /** Runs it. */
  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    boolean kept = true;
    try (LazySession session =
            new LazySession("local[2]", Map.of("spark.sql.shuffle.partitions", "2"));
        SparkTrainer trainer =
            new SparkTrainer(
                new Lake(session, directory.resolve("lake").toString()),
                directory.resolve("models"))) {
      Lake lake = new Lake(session, directory.resolve("lake").toString());
      StatisticalAcceptance acceptance = new StatisticalAcceptance(lake, trainer);
      for (int i = 1; i < arguments.length; i += 3) {
        kept &=
            acceptance.of(
                PlantedPreset.valueOf(arguments[i].toUpperCase(Locale.ROOT).replace('-', '_')),
                Integer.parseInt(arguments[i + 1]),
                Long.parseLong(arguments[i + 2]));
      }
    }
    System.exit(kept ? 0 : 1);
  }

  private boolean of(PlantedPreset preset, int seeds, long customers) {
    long start = System.nanoTime();
    System.out.printf(
        "%n%s, %s customers, candidates %s%n%n%s%n",
        preset.label(),
        customers,
        CANDIDATES.stream().map(Algorithm::label).toList(),
        SeedOutcome.header());
    List<SeedOutcome> outcomes = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      SeedOutcome outcome = outcome(PlantedWorld.of(preset, customers, seed));
      System.out.println(outcome.line());
      outcomes.add(outcome);
    }
    long skill = count(outcomes, SeedOutcome::saysSkill);
    long found = count(outcomes, SeedOutcome::findsTheSignal);
    long beaten = count(outcomes, SeedOutcome::beatsTheOracle);
    System.out.printf(
        "%n%s: %s of %s SKILL, %s with 97 %% of the Bayes-optimal ranking and the total within 5"
            + " %%, the oracle beaten outside its interval %s times, %.0f s%n",
        preset.label(), skill, seeds, found, beaten, (System.nanoTime() - start) / 1e9);
    return preset == PlantedPreset.NO_SIGNAL
        ? skill <= Math.max(1, seeds / 40)
        : found == seeds && beaten == 0;
  }

  private static long count(List<SeedOutcome> outcomes, Predicate<SeedOutcome> which) {
    return outcomes.stream().filter(which).count();
  }

  private SeedOutcome outcome(PlantedWorld world) {
    PanelPlan plan = PanelPlan.monthly(world.days(), HORIZON, 12, 4, Optional.empty());
    TrainingPanel panel =
        new SparkTrainingPanels(lake).assemble(features(world, plan), testedLast(plan), 1);
    List<TrainedModel> models =
        CANDIDATES.stream()
            .map(candidate -> trainer.train(panel, candidate, Hyperparameters.NONE, TRAINING_SEED))
            .toList();
    List<ModelArtifact> artifacts = models.stream().map(TrainedModel::artifact).toList();
    Judgement judgement =
        Judge.judge(CANDIDATES, new SparkEvaluator(lake).evaluate(panel, artifacts, BOOTSTRAP));
    return compared(world.seed(), judgement, rows(panel, artifacts));
  }

  /** Forecasting from the end of the sales is not what is looked at. */
  private static PanelPlan testedLast(PanelPlan plan) {
    return new PanelPlan(
        plan.train(), plan.test(), plan.test().get(plan.test().size() - 1), plan.horizon());
  }

  private FeatureTable features(PlantedWorld world, PanelPlan plan) {
    FeatureSet features =
        CustomerFeatures.forChannels(List.of(PlantedRows.STORE, PlantedRows.WEB), HORIZON);
    List<AsOfDate> asOfs = Stream.concat(plan.train().stream(), plan.test().stream()).toList();
    SeasonProfile season = season(world);
    PlantedRows rows =
        new PlantedRows(
            world,
            features,
            new FeatureCalculator(features, season, purchases(world, season, asOfs), asOfs),
            asOfs);
    TableVersion table =
        lake.overwrite(
            FEATURES,
            lake.spark()
                .range(1, world.customers() + 1, 1, 4)
                .as(Encoders.LONG())
                .mapPartitions(rows, Encoders.row(rows.schema())),
            Map.of(),
            List.of(),
            CommitNote.NONE);
    return new FeatureTable(
        table,
        table,
        features.fingerprint(),
        features.inputs(),
        HORIZON,
        asOfs,
        lake.read(table).count());
  }

  /** The first customers are as good a sample as any: planted customers are exchangeable. */
  private static PurchaseFits purchases(
      PlantedWorld world, SeasonProfile season, List<AsOfDate> asOfs) {
    PlantedSales sales = new PlantedSales(world);
    List<List<DailySpend>> sample =
        LongStream.rangeClosed(1, Math.min(world.customers(), PurchaseSample.CUSTOMERS))
            .mapToObj(number -> PlantedCustomer.of(world, number))
            .map(customer -> PlantedRows.tiles(sales, customer, sales.orders(customer)))
            .toList();
    return InMemoryFeatureStore.purchases(sample, season, HORIZON, asOfs);
  }

  private static SeasonProfile season(PlantedWorld world) {
    PlantedSales sales = new PlantedSales(world);
    Map<LocalDate, BigDecimal> totals = new TreeMap<>();
    LongStream.rangeClosed(1, world.customers())
        .forEach(
            number ->
                sales
                    .orders(PlantedCustomer.of(world, number))
                    .forEach(order -> totals.merge(order.day(), order.value(), BigDecimal::add)));
    return SeasonProfile.of(
        totals.entrySet().stream()
            .map(day -> new SeasonProfile.DayTotal(day.getKey(), day.getKey(), day.getValue()))
            .toList());
  }

  /** Customer, label, Bayes, oracle, the forecasts of the candidates, and last the as-of date. */
  private List<Row> rows(TrainingPanel panel, List<ModelArtifact> models) {
    Object[] tested =
        panel.plan().test().stream().map(asOf -> java.sql.Date.valueOf(asOf.day())).toArray();
    return SavedModels.open(models, panel.features(), lake.shared())
        .score(
            lake.read(panel.features().table()).where(functions.col(AS_OF).isin(tested)),
            List.of(
                "customer_id", FeatureTable.LABEL, PlantedRows.BAYES, PlantedRows.ORACLE, AS_OF),
            CANDIDATES.stream().map(Algorithm::label).toList())
        .select(
            "customer_id",
            Stream.concat(
                    Stream.of(FeatureTable.LABEL, PlantedRows.BAYES, PlantedRows.ORACLE),
                    Stream.concat(CANDIDATES.stream().map(Algorithm::label), Stream.of(AS_OF)))
                .toArray(String[]::new))
        .collectAsList();
  }

  private static SeedOutcome compared(long seed, Judgement judgement, List<Row> rows) {
    int models = CANDIDATES.size() + 2;
    ErrorSums sums = new ErrorSums(BOOTSTRAP, models);
    for (Row row : rows) {
      sums.add(
          CustomerBootstrap.hash(row.getString(0)),
          row.getDouble(1),
          IntStream.range(0, models).mapToDouble(model -> row.getDouble(2 + model)).toArray());
    }
    List<Interval> againstOracle =
        IntStream.range(2, models).mapToObj(model -> sums.skill(model, 1)).toList();
    int chosen = 4 + CANDIDATES.indexOf(judgement.chosen());
    return new SeedOutcome(
        seed,
        judgement,
        normalisedGini(rows, row -> row.getDouble(chosen)),
        normalisedGini(rows, row -> row.getDouble(2)),
        sums.totalSpendError(0).value(),
        againstOracle);
  }

  /** Within each as-of date, averaged by rows: the season between dates orders nobody. */
  private static double normalisedGini(List<Row> rows, ToDoubleFunction<Row> forecast) {
    Map<Object, List<Row>> dates =
        rows.stream().collect(Collectors.groupingBy(row -> row.get(row.length() - 1)));
    return dates.values().stream()
        .mapToDouble(
            date ->
                date.size()
                    * gini(date, forecast)
                    / gini(date, row -> row.getDouble(1))
                    / rows.size())
        .sum();
  }

  /**
   * G(s) = (2/n)·ΣC − (n+1)/n, C the share of all spend that the highest s have; ties by a hash.
   */
  private static double gini(List<Row> rows, ToDoubleFunction<Row> forecast) {
    List<Row> ranked =
        rows.stream()
            .sorted(
                Comparator.comparingDouble(forecast)
                    .reversed()
                    .thenComparing(row -> CustomerBootstrap.hash(row.getString(0))))
            .toList();
    double total = ranked.stream().mapToDouble(row -> row.getDouble(1)).sum();
    double share = 0;
    double shares = 0;
    for (Row row : ranked) {
      share += row.getDouble(1) / total;
      shares += share;
    }
    double n = ranked.size();
    return 2 / n * shares - (n + 1) / n;
  }
}
