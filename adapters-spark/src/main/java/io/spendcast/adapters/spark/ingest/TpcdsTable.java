package io.spendcast.adapters.spark.ingest;

import io.spendcast.adapters.spark.ingest.contract.ContractSchema;
import io.spendcast.domain.sales.TableContract;
import io.trino.tpcds.Scaling;
import io.trino.tpcds.Table;
import io.trino.tpcds.row.StoreReturnsRow;
import io.trino.tpcds.row.StoreSalesRow;
import io.trino.tpcds.row.TableRow;
import io.trino.tpcds.row.WebReturnsRow;
import io.trino.tpcds.row.WebSalesRow;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * A generated TPC-DS table: its columns of a contract, in parallel over ranges of source rows. The
 * lines of a ticket stand next to each other in one partition.
 */
final class TpcdsTable {
  /** Items repeat every six source rows as revisions of each other: a range must not cut them. */
  private static final long CYCLE = 6;

  private static final long ROWS_PER_TASK = 120_000;

  private static final Map<String, Class<? extends TableRow>> FACTS =
      Map.of(
          "store_sales", StoreSalesRow.class,
          "store_returns", StoreReturnsRow.class,
          "web_sales", WebSalesRow.class,
          "web_returns", WebReturnsRow.class);

  private final TableContract contract;
  private final double scale;

  /** The table of a contract at a scale factor. */
  TpcdsTable(TableContract contract, double scale) {
    this.contract = contract;
    this.scale = scale;
  }

  /** All rows, in as many tasks as pay. */
  Dataset<Row> rows(SparkSession spark) {
    long rows = new Scaling(scale).getRowCount(table(contract.table()));
    long cores = spark.sparkContext().defaultParallelism();
    return rows(spark, rows < ROWS_PER_TASK / 100 ? 1 : Math.max(cores, rows / ROWS_PER_TASK));
  }

  /** All rows, in so many tasks; the same whatever their number. */
  Dataset<Row> rows(SparkSession spark, long tasks) {
    List<Range> ranges = ranges(tasks);
    TableContract columns = contract;
    String name = contract.table();
    double factor = scale;
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(ranges, ranges.size())
            .flatMap(range -> generate(name, factor, range)),
        ContractSchema.of(columns));
  }

  private List<Range> ranges(long tasks) {
    long rows = new Scaling(scale).getRowCount(table(contract.table()));
    long cycles = (rows + CYCLE - 1) / CYCLE;
    long count = Math.min(cycles, tasks);
    return LongStream.range(0, count)
        .mapToObj(
            i ->
                new Range(
                    cycles * i / count * CYCLE + 1,
                    Math.min(rows, cycles * (i + 1) / count * CYCLE)))
        .toList();
  }

  private static Table table(String name) {
    return Table.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Contracts do not travel to tasks; each task looks up its own. */
  private static Iterator<Row> generate(String name, double scale, Range range) {
    TableContract contract = TpcdsContracts.of(name);
    RowValues values = values(contract);
    GeneratedLines lines = new GeneratedLines(table(name), scale, range.first(), range.last());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return lines.hasNext();
      }

      @Override
      public Row next() {
        return RowFactory.create(values.of(lines.next()));
      }
    };
  }

  private static RowValues values(TableContract contract) {
    return FACTS.containsKey(contract.table())
        ? new FieldValues(contract, FACTS.get(contract.table()))
        : new ParsedValues(contract);
  }

  private record Range(long first, long last) implements Serializable {}
}
