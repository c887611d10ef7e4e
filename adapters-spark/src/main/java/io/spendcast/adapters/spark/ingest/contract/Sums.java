package io.spendcast.adapters.spark.ingest.contract;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;
import scala.Option;

/**
 * What rows add up to, found out while a query reads them.
 *
 * <p>Spark's own {@code Observation} would leave something in the session that cannot be
 * serialized. The session could not be serialized from then on either, though Delta does so when it
 * deletes rows of a table with deletion vectors.
 */
public final class Sums implements QueryExecutionListener, AutoCloseable {
  /** The event comes just after the query has ended. */
  private static final long MOST_MINUTES = 5;

  private final SparkSession spark;
  private final String name = "spendcast-" + UUID.randomUUID();
  private final CompletableFuture<Row> sums = new CompletableFuture<>();

  public Sums(SparkSession spark) {
    this.spark = spark;
    spark.listenerManager().register(this);
  }

  /** The same rows; whoever reads them all adds these columns up, too. */
  public Dataset<Row> of(Dataset<Row> rows, Column first, Column... more) {
    return rows.observe(name, first, more);
  }

  /** The sums, once a query that read the rows has ended well. */
  public Row get() {
    try {
      return sums.get(MOST_MINUTES, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while counting rows", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Spark does not say what the rows add up to", e);
    }
  }

  // Spark 4.1 marks what it guards by a lock of its own, which it takes itself.
  @SuppressWarnings("GuardedBy")
  @Override
  public void onSuccess(String operation, QueryExecution query, long nanoseconds) {
    Option<Row> found = query.observedMetrics().get(name);
    if (found.isDefined()) {
      sums.complete(found.get());
    }
  }

  @Override
  public void onFailure(String operation, QueryExecution query, Exception failure) {
    // Who runs the query gets the failure, too, and asks for no sums.
  }

  @Override
  public void close() {
    spark.listenerManager().unregister(this);
  }
}
