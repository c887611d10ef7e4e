package io.spendcast.adapters.spark.planted;

import io.spendcast.domain.planted.Exposure;
import io.spendcast.domain.planted.PlantedSales;
import io.spendcast.domain.planted.PlantedWorld;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * One table of a planted world, in parallel over ranges of customers. The lines of an order stand
 * next to each other in one partition.
 */
public final class PlantedTable {
  private static final long SUBJECTS_PER_TASK = 10_000;

  private final PlantedWorld world;
  private final String name;
  private final StructType schema;

  /**
   * A table.
   *
   * @param name its name in TPC-DS, or one of the {@link Truth}'s
   * @param schema its columns in the order of this package's rows
   */
  public PlantedTable(PlantedWorld world, String name, StructType schema) {
    this.world = world;
    this.name = name;
    this.schema = schema;
  }

  /** All rows, in as many tasks as pay. */
  public Dataset<Row> rows(SparkSession spark) {
    long subjects = subjects();
    long cores = spark.sparkContext().defaultParallelism();
    return rows(
        spark,
        subjects < SUBJECTS_PER_TASK / 10 ? 1 : Math.max(cores, subjects / SUBJECTS_PER_TASK));
  }

  /** All rows, in so many tasks; the same whatever their number. */
  public Dataset<Row> rows(SparkSession spark, long tasks) {
    long subjects = subjects();
    long count = Math.min(subjects, tasks);
    List<Range> ranges =
        LongStream.range(0, count)
            .mapToObj(i -> new Range(subjects * i / count + 1, subjects * (i + 1) / count))
            .toList();
    PlantedWorld ofTask = world;
    String table = name;
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(ranges, ranges.size())
            .flatMap(range -> generate(ofTask, table, range)),
        schema);
  }

  private long subjects() {
    return switch (name) {
      case "date_dim" -> Dimensions.days(world).days();
      case "item" -> PlantedSales.ITEMS;
      case Truth.DAYS -> Truth.days(world);
      default -> world.customers();
    };
  }

  private static Iterator<Row> generate(PlantedWorld world, String table, Range range) {
    LongFunction<List<Object[]>> rows = rowsOf(world, table);
    return LongStream.rangeClosed(range.first(), range.last())
        .boxed()
        .flatMap(subject -> rows.apply(subject).stream())
        .map(RowFactory::create)
        .iterator();
  }

  private static LongFunction<List<Object[]>> rowsOf(PlantedWorld world, String table) {
    Books books = new Books(world);
    Exposure orders = Exposure.ofOrders(world);
    Exposure spend = Exposure.ofSpend(world);
    Map<String, LongFunction<List<Object[]>>> tables =
        Map.of(
            "date_dim",
            day -> Dimensions.day(world, day),
            "item",
            Dimensions::item,
            "customer",
            customer -> Dimensions.customer(world.seed(), customer),
            "store_sales",
            customer -> books.sales(customer, Books.Place.STORE),
            "web_sales",
            customer -> books.sales(customer, Books.Place.WEB),
            "store_returns",
            customer -> books.returns(customer, Books.Place.STORE),
            "web_returns",
            customer -> books.returns(customer, Books.Place.WEB),
            Truth.CUSTOMERS,
            customer -> Truth.customer(world, customer),
            Truth.DAYS,
            day -> Truth.day(world, orders, spend, day));
    return tables.get(table);
  }

  private record Range(long first, long last) implements Serializable {}
}
