package io.spendcast.adapters.spark.planted;

import io.spendcast.domain.planted.OracleForecast;
import io.spendcast.domain.planted.PlantedCustomer;
import io.spendcast.domain.planted.PlantedWorld;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What no pipeline may read. */
public final class Truth {
  /** The columns. */
  public static final StructType SCHEMA =
      new StructType()
          .add("customer_id", DataTypes.LongType, false)
          .add("orders_per_year", DataTypes.DoubleType, false)
          .add("log_basket", DataTypes.DoubleType, false)
          .add("web_share", DataTypes.DoubleType, false)
          .add("joined", DataTypes.DateType, false)
          .add("left", DataTypes.DateType, true)
          .add("expected_spend_per_year", DataTypes.DoubleType, false);

  private Truth() {}

  static List<Object[]> rows(PlantedWorld world, long number) {
    PlantedCustomer customer = PlantedCustomer.of(world, number);
    return List.<Object[]>of(
        new Object[] {
          number,
          customer.rate(),
          customer.logBasket(),
          customer.webShare(),
          customer.joined(),
          world.lifetime().isEndless() ? null : customer.left(),
          OracleForecast.perYear(world, customer)
        });
  }
}
