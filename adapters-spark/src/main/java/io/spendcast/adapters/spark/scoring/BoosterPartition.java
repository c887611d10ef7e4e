package io.spendcast.adapters.spark.scoring;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/** Predicts the rows of one partition, many at a time since each call crosses into native code. */
final class BoosterPartition implements MapPartitionsFunction<Row, Row> {
  private static final int BATCH = 4096;

  private final byte[] model;
  private final int[] inputs;

  BoosterPartition(byte[] model, int[] inputs) {
    this.model = model;
    this.inputs = inputs;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) throws XGBoostError, IOException {
    Booster booster = XGBoost.loadModel(new ByteArrayInputStream(model));
    // A task has one core; the others belong to the tasks beside it.
    booster.setParam("nthread", 1);
    TaskCompletionListener dispose = done -> booster.dispose();
    TaskContext.get().addTaskCompletionListener(dispose);
    return new Scored(rows, booster, inputs);
  }

  private static final class Scored implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Booster booster;
    private final int[] inputs;
    private Iterator<Row> batch = List.<Row>of().iterator();

    Scored(Iterator<Row> rows, Booster booster, int[] inputs) {
      this.rows = rows;
      this.booster = booster;
      this.inputs = inputs;
    }

    @Override
    public boolean hasNext() {
      return batch.hasNext() || rows.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      if (!batch.hasNext()) {
        batch = nextBatch();
      }
      return batch.next();
    }

    private Iterator<Row> nextBatch() {
      List<Row> read = new ArrayList<>(BATCH);
      while (read.size() < BATCH && rows.hasNext()) {
        read.add(rows.next());
      }
      float[][] predictions = predict(read);
      List<Row> scored = new ArrayList<>(read.size());
      for (int i = 0; i < read.size(); i++) {
        scored.add(append(read.get(i), predictions[i][0]));
      }
      return scored.iterator();
    }

    private float[][] predict(List<Row> read) {
      float[] values = new float[read.size() * inputs.length];
      int next = 0;
      for (Row row : read) {
        for (int input : inputs) {
          values[next++] = row.isNullAt(input) ? Float.NaN : (float) row.getDouble(input);
        }
      }
      try {
        return booster.inplace_predict(values, read.size(), inputs.length, Float.NaN);
      } catch (XGBoostError e) {
        throw new IllegalStateException("XGBoost cannot predict", e);
      }
    }

    private static Row append(Row row, double prediction) {
      Object[] values = new Object[row.size() + 1];
      for (int i = 0; i < row.size(); i++) {
        values[i] = row.get(i);
      }
      values[row.size()] = prediction;
      return RowFactory.create(values);
    }
  }
}
