package io.spendcast.adapters.spark.training.learner;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;

import io.spendcast.adapters.spark.scoring.ModelFiles;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.scala.Booster;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressor;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Trains two trees as a run would train a hundred, and reads them back. */
public final class XgboostCheck {
  private static final int ROWS = 64;
  private static final Map<String, String> TINY =
      Map.of(
          "num_round", "2",
          "max_depth", "2",
          "min_child_weight", "1",
          "subsample", "1",
          "colsample_bytree", "1");
  private static final String TRAINS = "XGBoost trains, saves and predicts";

  private final SparkSession spark;
  private final Path scratch;

  /** A check on this session, with this directory for a file that is removed again. */
  public XgboostCheck(SparkSession spark, Path scratch) {
    this.spark = spark;
    this.scratch = scratch;
  }

  /** How often it is on the class path, and whether it works. */
  public List<Finding> findings() {
    return List.of(copies(XgboostCheck.class.getClassLoader()), trains());
  }

  static Finding copies(ClassLoader loader) {
    try {
      List<URL> found =
          Collections.list(loader.getResources("ml/dmlc/xgboost4j/java/XGBoost.class")).stream()
              .distinct()
              .toList();
      return found.size() > 1
          ? Finding.warn(
              "XGBoost is there %s times".formatted(found.size()),
              "Which one is used is the class loader's choice: take a runtime without -ml, or"
                  + " remove the library from the cluster. They are "
                  + found
                  + ".")
          : Finding.pass("XGBoost is there once");
    } catch (IOException e) {
      return Finding.warn("copies of XGBoost", "The class path cannot be read: " + e);
    }
  }

  /**
   * Errors too: a Spark that it does not fit shows as a missing method, a machine as a missing
   * library.
   */
  private Finding trains() {
    try {
      return trained();
    } catch (IOException | XGBoostError | RuntimeException | LinkageError e) {
      return Finding.fail(
          TRAINS,
          "%s. It needs Spark 4.0.1 or later, Linux, macOS or Windows on a common processor, and as"
                  .formatted(reason(e))
              + " many free task slots as the cluster has; else leave xgboost out of"
              + " training.algorithms.");
    }
  }

  private Finding trained() throws IOException, XGBoostError {
    XGBoostRegressor regressor = XgboostLearner.regressor(settings(), 7);
    XgboostLearner.placeWorkers(regressor, spark.sparkContext());
    Booster booster = XgboostLearner.train(regressor, rows(regressor.getNumWorkers()))._1();
    float[] before = predictions(booster.booster());
    float[] after = predictions(readBack(booster));
    if (!Arrays.equals(before, after)) {
      return Finding.fail(TRAINS, "A saved model predicts otherwise than it did: do not use it.");
    }
    return before[0] < before[1]
        ? Finding.pass(TRAINS)
        : Finding.fail(TRAINS, "It learns nothing from rows that say all: do not use it.");
  }

  private static Settings settings() {
    return Settings.merge(
        Algorithm.XGBOOST, new XgboostLearner().defaults(), new Hyperparameters(TINY));
  }

  private Dataset<Row> rows(int workers) {
    return spark
        .range(0, ROWS, 1, workers)
        .select(
            array(col("id").cast("float"), col("id").mod(3).cast("float")).as(Preparation.FEATURES),
            col("id").cast("double").as(FeatureTable.LABEL))
        .repartition(workers);
  }

  private ml.dmlc.xgboost4j.java.Booster readBack(Booster booster)
      throws IOException, XGBoostError {
    Path directory = Files.createTempDirectory(Files.createDirectories(scratch), "doctor-");
    Path file = directory.resolve(ModelFiles.BOOSTER);
    try {
      booster.saveModel(file.toString());
      return XGBoost.loadModel(file.toString());
    } finally {
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  /** Of the smallest label and of the largest. */
  private static float[] predictions(ml.dmlc.xgboost4j.java.Booster booster) throws XGBoostError {
    float[] ends = {0, 0, ROWS - 1, 0};
    float[][] predictions = booster.inplace_predict(ends, 2, 2, Float.NaN);
    return new float[] {predictions[0][0], predictions[1][0]};
  }

  /** The innermost one: what Spark and the class initialisers say around it says nothing. */
  private static String reason(Throwable thrown) {
    Throwable root =
        Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
            .reduce(thrown, (outer, inner) -> inner);
    return root.toString().lines().findFirst().orElse("").replaceAll("\\.$", "");
  }
}
