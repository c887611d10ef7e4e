package io.spendcast.adapters.spark.scoring;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Predicts the rows of one partition, many at a time since some models are native code. */
final class ScorePartition implements MapPartitionsFunction<Row, Row> {
  private static final int BATCH = 4096;

  private final List<RowModel> models;
  private final List<int[]> inputs;
  private final int[] kept;

  /** Knows where in a row the inputs of each model are, and the columns that the result keeps. */
  ScorePartition(List<RowModel> models, List<int[]> inputs, int[] kept) {
    this.models = models;
    this.inputs = inputs;
    this.kept = kept;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Batches(rows, this);
  }

  private Iterator<Row> score(List<Row> batch) {
    double[][] predictions =
        IntStream.range(0, models.size())
            .mapToObj(model -> predict(model, batch))
            .toArray(double[][]::new);
    return IntStream.range(0, batch.size())
        .mapToObj(i -> result(batch.get(i), predictions, i))
        .iterator();
  }

  private double[] predict(int model, List<Row> batch) {
    int[] columns = inputs.get(model);
    double[][] values = batch.stream().map(row -> values(row, columns)).toArray(double[][]::new);
    return models.get(model).spend(values);
  }

  static double[] values(Row row, int[] columns) {
    double[] values = new double[columns.length];
    for (int i = 0; i < columns.length; i++) {
      values[i] = row.isNullAt(columns[i]) ? Double.NaN : row.getDouble(columns[i]);
    }
    return values;
  }

  private Row result(Row row, double[][] predictions, int i) {
    Object[] values = new Object[kept.length + predictions.length];
    for (int column = 0; column < kept.length; column++) {
      values[column] = row.get(kept[column]);
    }
    for (int model = 0; model < predictions.length; model++) {
      values[kept.length + model] = predictions[model][i];
    }
    return RowFactory.create(values);
  }

  /** Reads a batch when the one before is used up. */
  private static final class Batches implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final ScorePartition scoring;
    private Iterator<Row> scored = List.<Row>of().iterator();

    Batches(Iterator<Row> rows, ScorePartition scoring) {
      this.rows = rows;
      this.scoring = scoring;
    }

    @Override
    public boolean hasNext() {
      return scored.hasNext() || rows.hasNext();
    }

    @Override
    public Row next() {
      if (!scored.hasNext()) {
        List<Row> batch = new ArrayList<>(BATCH);
        do {
          batch.add(rows.next());
        } while (batch.size() < BATCH && rows.hasNext());
        scored = scoring.score(batch);
      }
      return scored.next();
    }
  }
}
