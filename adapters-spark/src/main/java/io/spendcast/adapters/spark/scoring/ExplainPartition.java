package io.spendcast.adapters.spark.scoring;

import io.spendcast.domain.forecast.Explanation;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.prediction.Reasons;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Predicts the rows of one partition with the reasons, in one pass: what takes a forecast apart
 * gives it, too.
 */
final class ExplainPartition implements MapPartitionsFunction<Row, Row> {
  private final PortableModel model;
  private final int[] inputs;
  private final int[] kept;
  private final int most;

  /** Knows where in a row the inputs of the model are, and the columns that the result keeps. */
  ExplainPartition(PortableModel model, int[] inputs, int[] kept, Reasons reasons) {
    this.model = model;
    this.inputs = inputs;
    this.kept = kept;
    this.most = reasons.most();
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Reasons reasons = new Reasons(most);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        return explained(rows.next(), reasons);
      }
    };
  }

  private Row explained(Row row, Reasons reasons) {
    Explanation why = model.explain(ScorePartition.values(row, inputs));
    Object[] values = new Object[kept.length + 2];
    for (int column = 0; column < kept.length; column++) {
      values[column] = row.get(kept[column]);
    }
    values[kept.length] = why.spend();
    values[kept.length + 1] = reasons.text(why);
    return RowFactory.create(values);
  }
}
