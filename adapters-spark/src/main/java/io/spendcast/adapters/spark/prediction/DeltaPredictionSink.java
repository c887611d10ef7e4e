package io.spendcast.adapters.spark.prediction;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.PublishReceipt;
import io.spendcast.domain.prediction.PublishReceipt.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Publishes predictions in one Delta table, where a batch replaces only its own key. */
public final class DeltaPredictionSink implements PredictionSink {
  private final Lake lake;
  private final TableName published;

  /**
   * A sink into a table of a lake.
   *
   * @param published the table that the users of predictions read
   */
  public DeltaPredictionSink(Lake lake, TableName published) {
    this.lake = lake;
    this.published = published;
  }

  @Override
  public PublishReceipt publish(PredictionBatch batch) {
    Dataset<Row> rows = DeltaScoredRows.rows(lake, batch);
    long count = batch.customers();
    Optional<TableVersion> there = lake.latest(published);
    there.ifPresent(table -> lake.requireComplete("publish to " + lake.path(published), table));
    if (there.isPresent() && holds(there.get(), batch, rows, count)) {
      return receipt(there.get(), count, Outcome.UNCHANGED);
    }
    return receipt(write(batch, rows, count), count, Outcome.PUBLISHED);
  }

  private PublishReceipt receipt(TableVersion table, long rows, Outcome outcome) {
    return new PublishReceipt(table, lake.path(published), rows, outcome);
  }

  @Override
  public boolean holds(PredictionBatch batch) {
    return SparkErrors.translate(
        "look for the predictions in " + lake.path(published),
        () -> lake.intact(published).filter(table -> isIn(table, batch)).isPresent());
  }

  private boolean isIn(TableVersion table, PredictionBatch batch) {
    Row sums =
        lake.read(table)
            .where(PredictionRows.key(batch))
            .agg(count("*"), coalesce(sum(PredictionRows.SPEND), lit(0.0)))
            .first();
    return batch.isLike(sums.getLong(0), sums.getDouble(1));
  }

  /**
   * Whether customers and predictions are the same, whichever run scored them. A table from before
   * there were intervals holds no such rows.
   */
  private boolean holds(TableVersion table, PredictionBatch batch, Dataset<Row> rows, long count) {
    Dataset<Row> there = lake.read(table).where(PredictionRows.key(batch));
    return SparkErrors.translate(
        "compare the predictions with " + table,
        () ->
            Arrays.asList(there.columns()).containsAll(List.of(rows.columns()))
                && there.count() == count
                && predictions(rows, rows).exceptAll(predictions(there, rows)).isEmpty());
  }

  /** With the reasons if they are wanted; a batch that is there may have been without. */
  private static Dataset<Row> predictions(Dataset<Row> rows, Dataset<Row> wanted) {
    return rows.select(
        Stream.of(
                PredictionRows.CUSTOMER,
                PredictionRows.SPEND,
                PredictionRows.LOW,
                PredictionRows.HIGH,
                PredictionRows.PROBABILITY,
                PredictionRows.REASONS)
            .filter(name -> PredictionRows.has(wanted, name))
            .map(name -> col(name))
            .toArray(Column[]::new));
  }

  /** A commit whose answer was lost is looked up: the table knows whether it was made. */
  private TableVersion write(PredictionBatch batch, Dataset<Row> rows, long count) {
    try {
      return lake.replaceAndWiden(published, rows, PredictionRows.key(batch));
    } catch (SpendcastException e) {
      if (e.kind() != Kind.UNAVAILABLE) {
        throw e;
      }
      return recover(batch, rows, count, e);
    }
  }

  private TableVersion recover(
      PredictionBatch batch, Dataset<Row> rows, long count, SpendcastException lost) {
    Optional<TableVersion> written;
    try {
      written = lake.latest(published).filter(table -> holds(table, batch, rows, count));
    } catch (SpendcastException e) {
      lost.addSuppressed(e);
      throw new SpendcastException(
          Kind.OUTCOME_UNKNOWN,
          "Cannot know whether the predictions are in %s: %s".formatted(published, lost.problem()),
          "Publish again when the storage is back: it changes nothing if they are.",
          lost);
    }
    return written.orElseThrow(() -> lost);
  }
}
