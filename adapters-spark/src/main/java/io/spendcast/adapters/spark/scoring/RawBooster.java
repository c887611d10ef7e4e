package io.spendcast.adapters.spark.scoring;

import io.spendcast.domain.training.ModelArtifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** XGBoost's own model file: no Spark class in it, so Python reads it too. */
final class RawBooster implements RawModel {
  private final byte[] model;

  /** Opened where the rows are, by each task for itself. */
  private transient Booster booster;

  private RawBooster(byte[] model) {
    this.model = model;
  }

  static RawBooster read(ModelArtifact artifact) {
    Path path = ModelFiles.existing(artifact, ModelFiles.BOOSTER);
    try {
      return new RawBooster(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that is in memory. */
  static RawBooster of(byte[] model) {
    return new RawBooster(model.clone());
  }

  @Override
  public double[] predict(double[][] rows) {
    int columns = rows[0].length;
    float[] values = new float[rows.length * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows[i / columns][i % columns];
    }
    try {
      float[][] predictions = open().inplace_predict(values, rows.length, columns, Float.NaN);
      double[] result = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        result[i] = predictions[i][0];
      }
      return result;
    } catch (XGBoostError | IOException e) {
      throw new IllegalStateException("XGBoost cannot predict", e);
    }
  }

  private Booster open() throws XGBoostError, IOException {
    if (booster == null) {
      booster = XGBoost.loadModel(new ByteArrayInputStream(model));
      // A task has one core; the others belong to the tasks beside it.
      booster.setParam("nthread", 1);
    }
    return booster;
  }
}
