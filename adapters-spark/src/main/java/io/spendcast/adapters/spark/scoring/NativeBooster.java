package io.spendcast.adapters.spark.scoring;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** A model that only XGBoost itself evaluates, such as one of another kind made in Python. */
final class NativeBooster implements RowModel {
  private static final long serialVersionUID = 1;

  private final byte[] model;

  /** Opened where the rows are, by each task for itself. */
  private transient Booster booster;

  /** In one of XGBoost's own formats. */
  NativeBooster(byte[] model) {
    this.model = model.clone();
  }

  static Booster open(byte[] model) {
    try {
      return XGBoost.loadModel(new ByteArrayInputStream(model));
    } catch (XGBoostError | IOException e) {
      throw new IllegalStateException("XGBoost cannot read its model", e);
    }
  }

  @Override
  public double[] spend(double[][] rows) {
    int columns = rows[0].length;
    float[] values = new float[rows.length * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows[i / columns][i % columns];
    }
    try {
      float[][] predictions = booster().inplace_predict(values, rows.length, columns, Float.NaN);
      double[] spend = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        spend[i] = Math.max(0, predictions[i][0]);
      }
      return spend;
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost cannot predict", e);
    }
  }

  private Booster booster() throws XGBoostError {
    if (booster == null) {
      booster = open(model);
      // A task has one core; the others belong to the tasks beside it.
      booster.setParam("nthread", 1);
    }
    return booster;
  }
}
