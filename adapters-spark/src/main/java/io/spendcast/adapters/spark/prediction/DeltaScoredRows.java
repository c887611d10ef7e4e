package io.spendcast.adapters.spark.prediction;

import static org.apache.spark.sql.functions.col;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.ScoredCustomer;
import io.spendcast.domain.prediction.ScoredRows;
import java.sql.Timestamp;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads scored rows out of Delta, one partition at a time. */
public final class DeltaScoredRows implements ScoredRows {
  private final Lake lake;

  /** Of the tables in a lake. */
  public DeltaScoredRows(Lake lake) {
    this.lake = lake;
  }

  @Override
  public Stream<ScoredCustomer> of(PredictionBatch batch) {
    Dataset<Row> rows = rows(lake, batch);
    String doing = "read the rows of " + batch.scored();
    Iterator<Row> read = SparkErrors.translate(doing, rows::toLocalIterator);
    return StreamSupport.stream(
            Spliterators.spliterator(
                translated(doing, read), batch.customers(), Spliterator.NONNULL),
            false)
        .map(DeltaScoredRows::customer);
  }

  /** Its rows, if all of them are still there. */
  static Dataset<Row> rows(Lake lake, PredictionBatch batch) {
    Dataset<Row> rows =
        lake.read(batch.scored())
            .where(PredictionRows.key(batch))
            .withColumn(PredictionRows.CUSTOMER, col(PredictionRows.CUSTOMER).cast("string"));
    long count = SparkErrors.translate("count the rows of " + batch.scored(), rows::count);
    if (count != batch.customers()) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot publish %s: it has %s rows of the batch instead of %s."
              .formatted(batch.scored(), count, batch.customers()),
          "Score again.");
    }
    return rows;
  }

  private static Iterator<Row> translated(String doing, Iterator<Row> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return SparkErrors.translate(doing, rows::hasNext);
      }

      @Override
      public Row next() {
        return SparkErrors.translate(doing, rows::next);
      }
    };
  }

  private static ScoredCustomer customer(Row row) {
    return new ScoredCustomer(
        PredictionRows.prediction(row),
        new RunId(row.getAs(PredictionRows.RUN)),
        row.<Timestamp>getAs(PredictionRows.SCORED_AT).toInstant(),
        PredictionRows.reasons(row));
  }
}
