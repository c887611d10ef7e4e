package io.spendcast.adapters.spark.acceptance;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.FeatureDefinition;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.SpendHistory;
import io.spendcast.domain.planted.BayesForecast;
import io.spendcast.domain.planted.OracleForecast;
import io.spendcast.domain.planted.PlantedCustomer;
import io.spendcast.domain.planted.PlantedLine;
import io.spendcast.domain.planted.PlantedOrder;
import io.spendcast.domain.planted.PlantedSales;
import io.spendcast.domain.planted.PlantedWorld;
import io.spendcast.domain.planted.PurchaseHistory;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;

/**
 * Feature rows of planted customers, by the calculator that makes them everywhere, with the two
 * best forecasts in columns that no model reads.
 *
 * @param world who they are
 * @param features the columns
 * @param calculator makes them
 * @param asOfs the as-of dates
 */
record PlantedRows(
    PlantedWorld world, FeatureSet features, FeatureCalculator calculator, List<AsOfDate> asOfs)
    implements MapPartitionsFunction<Long, Row> {
  static final String BAYES = "bayes";
  static final String ORACLE = "oracle";
  static final Channel STORE = new Channel("store");
  static final Channel WEB = new Channel("web");

  StructType schema() {
    StructType schema = StructType.fromDDL("customer_id STRING, as_of_date DATE");
    for (FeatureDefinition feature : features.definitions()) {
      Metadata lookback =
          new MetadataBuilder().putLong(FeatureTable.LOOKBACK, feature.lookback()).build();
      schema = schema.add(feature.name(), DataTypes.DoubleType, true, lookback);
    }
    return schema.add(FeatureTable.LABEL, "double").add(BAYES, "double").add(ORACLE, "double");
  }

  @Override
  public Iterator<Row> call(Iterator<Long> numbers) {
    Forecasters best = new Forecasters(this);
    Iterable<Long> once = () -> numbers;
    return StreamSupport.stream(once.spliterator(), false)
        .flatMap(number -> best.rows(PlantedCustomer.of(world, number)))
        .iterator();
  }

  /** What the ingest makes of a customer's orders and returns. */
  static List<DailySpend> tiles(
      PlantedSales sales, PlantedCustomer customer, List<PlantedOrder> orders) {
    List<DailySpend> tiles = new ArrayList<>();
    for (PlantedOrder order : orders) {
      Channel channel = order.onWeb() ? WEB : STORE;
      int units = order.lines().stream().mapToInt(PlantedLine::quantity).sum();
      tiles.add(
          DailySpend.of(
              order.day(),
              channel,
              order.value(),
              BigDecimal.ZERO,
              1,
              order.lines().size(),
              units));
      sales
          .returns(customer, order)
          .forEach(
              back ->
                  tiles.add(
                      DailySpend.of(back.day(), channel, BigDecimal.ZERO, back.amount(), 0, 0, 0)));
    }
    return tiles;
  }

  /** What one task needs besides. */
  private static final class Forecasters {
    private final PlantedRows rows;
    private final PlantedSales sales;
    private final OracleForecast oracle;
    private final List<BayesForecast> bayes;

    Forecasters(PlantedRows rows) {
      this.rows = rows;
      this.sales = new PlantedSales(rows.world());
      this.oracle = new OracleForecast(rows.world());
      this.bayes =
          rows.asOfs().stream().map(asOf -> new BayesForecast(rows.world(), asOf)).toList();
    }

    Stream<Row> rows(PlantedCustomer customer) {
      List<PlantedOrder> orders = sales.orders(customer);
      SpendHistory history = SpendHistory.of(tiles(sales, customer, orders));
      List<Row> found = new ArrayList<>();
      for (int i = 0; i < bayes.size(); i++) {
        AsOfDate asOf = rows.asOfs().get(i);
        if (rows.calculator().inPopulation(history, asOf)) {
          found.add(row(customer, orders, history, i));
        }
      }
      return found.stream();
    }

    private Row row(
        PlantedCustomer customer, List<PlantedOrder> orders, SpendHistory history, int i) {
      AsOfDate asOf = rows.asOfs().get(i);
      List<Object> values = new ArrayList<>();
      values.add("c" + customer.number());
      values.add(Date.valueOf(asOf.day()));
      for (double value : rows.calculator().features(history, asOf)) {
        values.add(Double.isNaN(value) ? null : (Double) value);
      }
      values.add(rows.calculator().label(history, asOf));
      values.add(
          bayes
              .get(i)
              .spend(
                  PurchaseHistory.of(rows.world(), orders, asOf).orElseThrow(),
                  rows.features().horizon().window(asOf)));
      values.add(oracle.spend(customer, asOf, rows.features().horizon().window(asOf)));
      return RowFactory.create(values.toArray());
    }
  }
}
