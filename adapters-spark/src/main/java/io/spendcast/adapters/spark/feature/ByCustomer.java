package io.spendcast.adapters.spark.feature;

import static org.apache.spark.sql.functions.col;

import io.spendcast.adapters.spark.table.SourceLines;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Brings the rows of each customer together, and walks over them. It reads and makes Spark's own
 * rows, since boxing each value would take longer than all the rest.
 *
 * @param customer the type of the first column, which says who the customer is
 * @param rows makes something of a customer's rows
 * @param <T> what is made
 */
record ByCustomer<T>(DataType customer, Rows<T> rows)
    implements FlatMapFunction<Iterator<InternalRow>, T> {
  private static final int CUSTOMER = 0;

  /** Makes something of the rows, whose first column is the customer. */
  static <T> JavaRDD<T> walk(Dataset<Row> table, Rows<T> rows) {
    return table
        .repartition(col(SourceLines.CUSTOMER))
        .sortWithinPartitions(SourceLines.CUSTOMER)
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(new ByCustomer<>(customerOf(table), rows));
  }

  /** A table of Spark's own rows. */
  static Dataset<Row> table(Dataset<Row> of, JavaRDD<InternalRow> rows, StructType schema) {
    return ((SparkSession) of.sparkSession()).internalCreateDataFrame(rows.rdd(), schema, false);
  }

  /** The type that a table has for customers. */
  static DataType customerOf(Dataset<Row> table) {
    return table.schema().apply(SourceLines.CUSTOMER).dataType();
  }

  @Override
  public Iterator<T> call(Iterator<InternalRow> all) {
    return new Walk(all);
  }

  /** Starts the walk over a partition. */
  @FunctionalInterface
  interface Rows<T> extends Serializable {
    /** For one partition. */
    OfCustomer<T> start();
  }

  /** Takes the rows of one customer after the other. */
  interface OfCustomer<T> {
    /** Takes one row, which is only good until the next. */
    void add(InternalRow row);

    /** What is made of the rows since the last call. */
    Iterator<T> made(Object customer);
  }

  /** Through one partition, in which the rows of a customer stand next to each other. */
  private final class Walk implements Iterator<T> {
    private final Iterator<InternalRow> all;
    private final OfCustomer<T> customers = rows.start();
    private InternalRow ahead;
    private Iterator<T> made = Collections.emptyIterator();

    Walk(Iterator<InternalRow> all) {
      this.all = all;
      this.ahead = following();
    }

    private InternalRow following() {
      return all.hasNext() ? all.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (!made.hasNext() && ahead != null) {
        Object present = InternalRow.copyValue(ahead.get(CUSTOMER, customer));
        while (ahead != null && Objects.equals(ahead.get(CUSTOMER, customer), present)) {
          customers.add(ahead);
          ahead = following();
        }
        made = customers.made(present);
      }
      return made.hasNext();
    }

    @Override
    public T next() {
      return hasNext() ? made.next() : Collections.<T>emptyIterator().next();
    }
  }
}
