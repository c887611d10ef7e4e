package io.spendcast.adapters.spark.acceptance;

import io.spendcast.adapters.spark.acceptance.ScoredCustomers.Scored;
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
import io.spendcast.domain.evaluation.Judge;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.evaluation.loss.ErrorSums;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PurchaseFits;
import io.spendcast.domain.feature.compute.PurchaseSample;
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
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
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
  private static final String CUSTOMER = "customer_id";
  private static final String AS_OF = "as_of_date";
  private static final Horizon HORIZON = new Horizon(90, 0);
  private static final CustomerBootstrap BOOTSTRAP = new CustomerBootstrap(400, 7);
  private static final long TRAINING_SEED = 7;
  private static final int TEST_AS_OFS = 4;
  private static final TableName FEATURES = new TableName("features/tpcds/customer_features");
  private static final List<Algorithm> CANDIDATES =
      Arrays.stream(Algorithm.values())
          .filter(candidate -> candidate != Algorithm.RANDOM_FOREST && candidate != Algorithm.GBT)
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
            new LazySession(
                "local[2]",
                Map.of(
                    "spark.sql.shuffle.partitions", "2",
                    // Planning anew after each shuffle costs more than rows as few as these.
                    "spark.sql.adaptive.enabled", "false"));
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
    Promise promise = Promise.of(preset);
    System.out.printf(
        "%n%s: %s; %.0f s%n",
        preset.label(), promise.count(outcomes), (System.nanoTime() - start) / 1e9);
    return promise.isKept(outcomes);
  }

  private SeedOutcome outcome(PlantedWorld world) {
    PanelPlan plan = PanelPlan.auto(world.days(), HORIZON, TEST_AS_OFS, Optional.empty());
    TrainingPanel panel = new SparkTrainingPanels(lake).assemble(features(world, plan), plan, 1);
    List<Algorithm> candidates = trainer.shortfall(panel, CANDIDATES).without(CANDIDATES);
    List<TrainedModel> models =
        candidates.stream()
            .map(candidate -> trainer.train(panel, candidate, Hyperparameters.NONE, TRAINING_SEED))
            .toList();
    List<ModelArtifact> artifacts = models.stream().map(TrainedModel::artifact).toList();
    Judgement judgement =
        Judge.judge(candidates, new SparkEvaluator(lake).evaluate(panel, artifacts, BOOTSTRAP));
    return compared(
        world.seed(),
        judgement,
        candidates,
        scored(panel, candidates, artifacts, plan.train()),
        scored(panel, candidates, artifacts, plan.test()),
        scored(panel, candidates, artifacts, List.of(plan.scoring())));
  }

  private FeatureTable features(PlantedWorld world, PanelPlan plan) {
    FeatureSet features =
        CustomerFeatures.forChannels(List.of(PlantedRows.STORE, PlantedRows.WEB), HORIZON);
    List<AsOfDate> asOfs = plan.all();
    PopulationDays season = season(world);
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
                .mapPartitions(rows, Encoders.row(rows.schema()))
                // What the columns say of themselves, which rows do not bring along.
                .to(rows.schema()),
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
        lake.read(table).count(),
        features.columns());
  }

  /** The first customers are as good a sample as any: planted customers are exchangeable. */
  private static PurchaseFits purchases(
      PlantedWorld world, PopulationDays season, List<AsOfDate> asOfs) {
    PlantedSales sales = new PlantedSales(world);
    List<List<DailySpend>> sample =
        LongStream.rangeClosed(1, Math.min(world.customers(), PurchaseSample.CUSTOMERS))
            .mapToObj(number -> PlantedCustomer.of(world, number))
            .map(customer -> PlantedRows.tiles(sales, customer, sales.orders(customer)))
            .toList();
    return InMemoryFeatureStore.purchases(sample, season, asOfs);
  }

  private static PopulationDays season(PlantedWorld world) {
    PlantedSales sales = new PlantedSales(world);
    Map<LocalDate, BigDecimal> totals = new TreeMap<>();
    LongStream.rangeClosed(1, world.customers())
        .forEach(
            number ->
                sales
                    .orders(PlantedCustomer.of(world, number))
                    .forEach(order -> totals.merge(order.day(), order.value(), BigDecimal::add)));
    return PopulationDays.of(
        totals.entrySet().stream()
            .map(day -> new PopulationDays.DayTotal(day.getKey(), day.getKey(), day.getValue()))
            .toList());
  }

  /** Customer, label, Bayes, oracle, as-of date, and the forecasts of the candidates. */
  private ScoredCustomers scored(
      TrainingPanel panel,
      List<Algorithm> candidates,
      List<ModelArtifact> models,
      List<AsOfDate> asOfs) {
    Object[] days = asOfs.stream().map(asOf -> Date.valueOf(asOf.day())).toArray();
    List<String> names = candidates.stream().map(Algorithm::label).toList();
    List<Row> rows =
        SavedModels.open(models, panel.features(), lake.shared())
            .score(
                lake.read(panel.features().table()).where(functions.col(AS_OF).isin(days)),
                List.of(CUSTOMER, FeatureTable.LABEL, PlantedRows.BAYES, PlantedRows.ORACLE, AS_OF),
                names)
            .select(
                CUSTOMER,
                Stream.concat(
                        Stream.of(FeatureTable.LABEL, PlantedRows.BAYES, PlantedRows.ORACLE, AS_OF),
                        names.stream())
                    .toArray(String[]::new))
            .collectAsList();
    return new ScoredCustomers(rows.stream().map(row -> scored(row, candidates.size())).toList());
  }

  private static Scored scored(Row row, int candidates) {
    return new Scored(
        row.getString(0),
        row.getDate(4).toLocalDate(),
        row.getDouble(1),
        row.getDouble(2),
        row.getDouble(3),
        IntStream.range(0, candidates).mapToObj(model -> row.getDouble(5 + model)).toList());
  }

  private static SeedOutcome compared(
      long seed,
      Judgement judgement,
      List<Algorithm> candidates,
      ScoredCustomers learned,
      ScoredCustomers tested,
      ScoredCustomers later) {
    int chosen = candidates.indexOf(judgement.chosen());
    return new SeedOutcome(
        seed,
        judgement,
        tested.normalisedGini(Scored::label, row -> row.forecasts().get(chosen)),
        tested.normalisedGini(Scored::label, Scored::bayes),
        tested.level(chosen),
        learned.luck(),
        regret(later, candidates, chosen),
        againstOracle(tested, candidates.size()));
  }

  private static SeedOutcome.Regret regret(
      ScoredCustomers later, List<Algorithm> candidates, int chosen) {
    int closest = best(candidates, later::lostDeviance);
    int first = best(candidates, model -> -order(later, model));
    return new SeedOutcome.Regret(
        later.lostDeviance(chosen) - later.lostDeviance(closest),
        candidates.get(closest).label(),
        order(later, first) - order(later, chosen),
        candidates.get(first).label());
  }

  private static double order(ScoredCustomers later, int model) {
    return later.normalisedGini(Scored::bayes, row -> row.forecasts().get(model));
  }

  /** Of those that may be chosen. */
  private static int best(List<Algorithm> candidates, IntToDoubleFunction loss) {
    return IntStream.range(0, candidates.size())
        .filter(model -> candidates.get(model).isSelectable())
        .boxed()
        .min(Comparator.comparingDouble(loss::applyAsDouble))
        .orElseThrow();
  }

  private static List<Interval> againstOracle(ScoredCustomers tested, int candidates) {
    ErrorSums sums = new ErrorSums(BOOTSTRAP, candidates + 1);
    for (Scored row : tested.rows()) {
      sums.add(
          CustomerBootstrap.hash(row.customer()),
          row.label(),
          DoubleStream.concat(
                  DoubleStream.of(row.oracle()),
                  row.forecasts().stream().mapToDouble(Double::doubleValue))
              .toArray());
    }
    return IntStream.rangeClosed(1, candidates).mapToObj(model -> sums.skill(model, 0)).toList();
  }
}
