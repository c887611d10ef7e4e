package io.spendcast.adapters.spark.planted;

import io.spendcast.domain.DateWindow;
import io.spendcast.domain.planted.Exposure;
import io.spendcast.domain.planted.OracleForecast;
import io.spendcast.domain.planted.PlantedCustomer;
import io.spendcast.domain.planted.PlantedWorld;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What no pipeline may read: the habits of customers, and what a day is worth. */
public final class Truth {
  static final String CUSTOMERS = "truth/customers";
  static final String DAYS = "truth/days";

  /** A label window may begin where the records end. */
  private static final int DAYS_BEYOND = 366;

  private static final StructType CUSTOMER =
      new StructType()
          .add("customer_id", DataTypes.LongType, false)
          .add("orders_per_year", DataTypes.DoubleType, false)
          .add("log_basket", DataTypes.DoubleType, false)
          .add("web_share", DataTypes.DoubleType, false)
          .add("leaving_rate_per_year", DataTypes.DoubleType, false)
          .add("joined", DataTypes.DateType, false)
          .add("left", DataTypes.DateType, true)
          .add("expected_spend_per_year", DataTypes.DoubleType, false);

  private static final StructType DAY =
      new StructType()
          .add("day", DataTypes.DateType, false)
          .add("order_exposure", DataTypes.DoubleType, false)
          .add("spend_exposure", DataTypes.DoubleType, false);

  /** The tables and their columns. */
  public static final Map<String, StructType> SCHEMAS =
      new TreeMap<>(Map.of(CUSTOMERS, CUSTOMER, DAYS, DAY));

  private Truth() {}

  static long days(PlantedWorld world) {
    return world.days().days() + DAYS_BEYOND;
  }

  static List<Object[]> day(PlantedWorld world, Exposure orders, Exposure spend, long number) {
    LocalDate day = world.days().from().plusDays(number - 1);
    DateWindow window = new DateWindow(day, day.plusDays(1));
    return List.<Object[]>of(new Object[] {day, orders.in(window), spend.in(window)});
  }

  static List<Object[]> customer(PlantedWorld world, long number) {
    PlantedCustomer customer = PlantedCustomer.of(world, number);
    return List.<Object[]>of(
        new Object[] {
          number,
          customer.rate(),
          customer.logBasket(),
          customer.webShare(),
          customer.leavingRate(),
          customer.joined(),
          customer.left().equals(LocalDate.MAX) ? null : customer.left(),
          OracleForecast.perYear(world, customer)
        });
  }
}
