package io.spendcast.adapters.spark.training.learner;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;

import io.spendcast.adapters.spark.scoring.BoosterReader;
import io.spendcast.adapters.spark.scoring.ModelFiles;
import io.spendcast.adapters.spark.scoring.SavedModels;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.forecast.TreeModel;
import io.spendcast.domain.training.ModelFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.scala.Booster;
import ml.dmlc.xgboost4j.scala.spark.ColumnIndices;
import ml.dmlc.xgboost4j.scala.spark.RuntimeParams;
import ml.dmlc.xgboost4j.scala.spark.Watches;
import ml.dmlc.xgboost4j.scala.spark.XGBoost$;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressor;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Gradient-boosted trees of XGBoost, trained on Spark. Unknown inputs stay unknown: they enter as
 * NaN, and each split learns where to send them.
 */
public final class XgboostLearner implements Learner {
  private static final String OBJECTIVE = "objective";
  private static final String BASE_SCORE = "base_score";
  private static final String VARIANCE_POWER = "tweedie_variance_power";

  /** The logarithm of no spend is none. */
  private static final double SMALLEST_MEAN = 1e-6;

  private static final String SQUARED_ERROR = "reg:squarederror";

  /** Deviance of compound Poisson-Gamma spend: many zeros, then amounts; through a log link. */
  private static final String TWEEDIE = "reg:tweedie";

  @Override
  public Map<String, String> defaults() {
    Map<String, String> defaults = new TreeMap<>();
    defaults.put(OBJECTIVE, TWEEDIE);
    defaults.put(VARIANCE_POWER, "1.5");
    defaults.put("num_round", "100");
    defaults.put("max_depth", "4");
    defaults.put("eta", "0.1");
    defaults.put("subsample", "0.8");
    defaults.put("colsample_bytree", "0.8");
    defaults.put("min_child_weight", "20");
    defaults.put("lambda", "1");
    defaults.put("alpha", "0");
    defaults.put("gamma", "0");
    defaults.put("max_bin", "256");
    return defaults;
  }

  @Override
  public Fitted fit(TrainingRows rows, Settings settings, long seed) {
    requireObjective(settings);
    XGBoostRegressor regressor = regressor(rows, settings, seed);
    Tuple2<Booster, scala.collection.immutable.Map<String, float[]>> trained =
        train(regressor, learned(rows, settings, regressor.getNumWorkers()));
    Booster booster = trained._1();
    double level = isTweedie(settings) ? putLevelRight(booster, rows) : 1;
    return new Fitted(
        ModelFormat.XGBOOST_BOOSTER,
        (directory, shared) -> save(booster, directory),
        portable(booster),
        gains(booster, rows.inputs()),
        Map.of(
            "level",
            Double.toString(level),
            "missing",
            "NaN",
            "num_workers",
            Integer.toString(regressor.getNumWorkers()),
            "season_cuts",
            "midpoints",
            "tree_method",
            regressor.getTreeMethod()),
        curves(trained._2(), isTweedie(settings) ? "_tweedie_nloglik" : "_rmse"));
  }

  private static boolean isTweedie(Settings settings) {
    return settings.text(OBJECTIVE).equals(TWEEDIE);
  }

  private static void requireObjective(Settings settings) {
    if (!List.of(SQUARED_ERROR, TWEEDIE).contains(settings.text(OBJECTIVE))) {
      throw new IllegalArgumentException(
          "the objective must be %s or %s".formatted(SQUARED_ERROR, TWEEDIE));
    }
  }

  /**
   * A fit on the log scale does not keep the total of what it learned from, so all its forecasts
   * are multiplied by one number that puts it right on the training rows.
   */
  private static double putLevelRight(Booster booster, TrainingRows rows) {
    try {
      double total = SavedModels.total(portable(booster), rows.data(), rows.inputs());
      double level = rows.statistics().meanLabel() * rows.statistics().rows() / total;
      if (!(level > 0) || !Double.isFinite(level)) {
        return 1;
      }
      booster.booster().setParam(BASE_SCORE, baseScore(rows) * level);
      return level;
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost does not give its model", e);
    }
  }

  private static TreeModel portable(Booster booster) {
    return BoosterReader.find(booster.booster())
        .orElseThrow(() -> new IllegalStateException("XGBoost made another model than asked for"));
  }

  /**
   * A row's weight in a split is the power of the forecast that the currency has in the deviance,
   * while for squared error it is one: so what is compared with it counts rows of mean spend.
   */
  private static void inItsOwnUnit(
      XGBoostRegressor regressor, TrainingRows rows, Settings settings) {
    double mean = baseScore(rows);
    double unit = Math.pow(mean, 2 - settings.number(VARIANCE_POWER));
    regressor.setBaseScore(mean);
    regressor.setMinChildWeight(unit * settings.number("min_child_weight"));
    regressor.setLambda(unit * settings.number("lambda"));
  }

  /** Where trees begin: the mean, which the level multiplies. */
  private static double baseScore(TrainingRows rows) {
    return Math.max(rows.statistics().meanLabel(), SMALLEST_MEAN);
  }

  /** The error on the training rows after each round. */
  private static Map<String, List<Double>> curves(
      scala.collection.immutable.Map<String, float[]> measured, String metric) {
    Map<String, List<Double>> curves = new TreeMap<>();
    CollectionConverters.asJava(measured)
        .forEach((name, values) -> curves.put(name.replace('-', '_') + metric, steps(values)));
    return curves;
  }

  private static List<Double> steps(float[] values) {
    return IntStream.range(0, values.length).mapToObj(round -> (double) values[round]).toList();
  }

  /**
   * What {@code regressor.fit} does, except for a line per round on standard error: the library
   * prints it unless it finds a setting that its Spark estimator does not offer.
   */
  static Tuple2<Booster, scala.collection.immutable.Map<String, float[]>> train(
      XGBoostRegressor regressor, Dataset<Row> rows) {
    Tuple2<Dataset<?>, ColumnIndices> prepared = regressor.preprocess(rows);
    // Java does not see the types that Scala gives the changed map.
    @SuppressWarnings("unchecked")
    scala.collection.immutable.Map<String, Object> quiet =
        regressor.getXGBoostParams().updated("silent", "true");
    RuntimeParams runtime =
        regressor.getRuntimeParameters(
            rows.sparkSession().sparkContext().isLocal(),
            scala.collection.immutable.Map$.MODULE$.<String, Object>empty());
    RDD<Watches> watches = regressor.toRdd(prepared._1(), prepared._2());
    return XGBoost$.MODULE$.train(watches, runtime, quiet);
  }

  public static XGBoostRegressor regressor(TrainingRows rows, Settings settings, long seed) {
    XGBoostRegressor regressor = regressor(settings, seed);
    regressor.setFeatureNames(rows.inputs().toArray(String[]::new));
    if (isTweedie(settings)) {
      inItsOwnUnit(regressor, rows, settings);
    }
    placeWorkers(regressor, rows.data().sparkSession().sparkContext());
    return regressor;
  }

  public static XGBoostRegressor regressor(Settings settings, long seed) {
    XGBoostRegressor regressor = new XGBoostRegressor();
    regressor.setFeaturesCol(Preparation.FEATURES);
    regressor.setLabelCol(FeatureTable.LABEL);
    regressor.setObjective(settings.text(OBJECTIVE));
    if (isTweedie(settings)) {
      regressor.setTweedieVariancePower(settings.number(VARIANCE_POWER));
    }
    regressor.setTreeMethod("hist");
    regressor.setMissing(Float.NaN);
    regressor.setSeed(seed);
    regressor.setVerbosity(0);
    regressor.setNumRound(settings.integer("num_round"));
    regressor.setMaxDepth(settings.integer("max_depth"));
    regressor.setEta(settings.number("eta"));
    regressor.setSubsample(settings.number("subsample"));
    regressor.setColsampleBytree(settings.number("colsample_bytree"));
    regressor.setMinChildWeight(settings.number("min_child_weight"));
    regressor.setLambda(settings.number("lambda"));
    regressor.setAlpha(settings.number("alpha"));
    regressor.setGamma(settings.number("gamma"));
    regressor.setMaxBins(settings.integer("max_bin"));
    return regressor;
  }

  /**
   * On one machine, one worker with all the cores: several would copy histograms to each other
   * through sockets for nothing. On a cluster, a worker for each task slot, with its cores.
   */
  static void placeWorkers(XGBoostRegressor regressor, SparkContext spark) {
    if (spark.isLocal()) {
      regressor.setNumWorkers(1);
      // Zero means all cores; any other number above spark.task.cpus is refused.
      regressor.setNthread(0);
      regressor.setRabitTrackerHostIp("127.0.0.1");
    } else {
      regressor.setNumWorkers(spark.defaultParallelism());
      regressor.setRabitTrackerHostIp(address(spark.getConf().get("spark.driver.host")));
    }
  }

  /** Where the executors reach the driver already; the tracker's own guess may be unreachable. */
  private static String address(String host) {
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException e) {
      throw new UncheckedIOException("the driver's own name has no address", e);
    }
  }

  /**
   * The rows as trees learn from them: where they cut between seasons, they cut half-way. Tweedie
   * knows no spend below zero, which is what returns may leave.
   */
  public static Dataset<Row> learned(TrainingRows rows, Settings settings, int workers) {
    Dataset<Row> data = SeasonCuts.of(rows).shift(rows.data());
    return dense(
        isTweedie(settings)
            ? data.withColumn(FeatureTable.LABEL, greatest(col(FeatureTable.LABEL), lit(0.0)))
            : data,
        rows.inputs(),
        workers);
  }

  /** The rows as models read them. */
  public static Dataset<Row> dense(TrainingRows rows, int workers) {
    return dense(rows.data(), rows.inputs(), workers);
  }

  /**
   * A dense array, as the sparse vectors of Spark ML would need a stated missing value other than
   * NaN. Spread over the workers by a shuffle, since a barrier stage may not coalesce; to a single
   * one it keeps the order of the rows.
   */
  private static Dataset<Row> dense(Dataset<Row> rows, List<String> inputs, int workers) {
    Column[] values =
        inputs.stream()
            .map(name -> coalesce(col(name), lit(Double.NaN)).cast("float"))
            .toArray(Column[]::new);
    return rows.select(array(values).as(Preparation.FEATURES), col(FeatureTable.LABEL))
        .repartition(workers);
  }

  private static void save(Booster booster, Path directory) throws IOException {
    try {
      booster.saveModel(directory.resolve(ModelFiles.BOOSTER).toString());
    } catch (XGBoostError e) {
      throw new IOException("XGBoost cannot save the model", e);
    }
  }

  /** Total gain of the splits on each input; one that no split uses has none. */
  private static Map<String, Double> gains(Booster booster, List<String> inputs) {
    try {
      Map<String, Double> gains =
          booster.booster().getScore(inputs.toArray(String[]::new), "total_gain");
      return inputs.stream()
          .collect(Collectors.toMap(name -> name, name -> gains.getOrDefault(name, 0.0)));
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost does not say the gains of its splits", e);
    }
  }
}
