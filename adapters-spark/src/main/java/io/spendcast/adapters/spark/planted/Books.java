package io.spendcast.adapters.spark.planted;

import io.spendcast.domain.planted.PlantedCustomer;
import io.spendcast.domain.planted.PlantedLine;
import io.spendcast.domain.planted.PlantedOrder;
import io.spendcast.domain.planted.PlantedReturn;
import io.spendcast.domain.planted.PlantedSales;
import io.spendcast.domain.planted.PlantedWorld;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Rows of sales and returns. */
final class Books {
  /** A ticket is numbered customer times this plus order: nobody lives to order so often. */
  private static final long ORDERS_PER_CUSTOMER = 1_000_000;

  private final PlantedWorld world;
  private final PlantedSales sales;
  private final Mistakes mistakes;

  Books(PlantedWorld world) {
    this.world = world;
    this.sales = new PlantedSales(world);
    this.mistakes = new Mistakes(world);
  }

  List<Object[]> sales(long number, Place place) {
    PlantedCustomer customer = PlantedCustomer.of(world, number);
    List<Object[]> rows = new ArrayList<>();
    for (PlantedOrder order : orders(customer, place)) {
      List<Object[]> lines =
          order.lines().stream().map(line -> sale(customer, order, line)).toList();
      rows.addAll(world.isDirty() ? mistakes.in(lines, customer, order) : lines);
    }
    return rows;
  }

  private List<PlantedOrder> orders(PlantedCustomer customer, Place place) {
    return sales.orders(customer).stream()
        .filter(order -> order.onWeb() == (place == Place.WEB))
        .toList();
  }

  /** Order, item, day, customer, quantity, unit price, amount, list amount, paid. */
  private static Object[] sale(PlantedCustomer customer, PlantedOrder order, PlantedLine line) {
    return new Object[] {
      ticket(customer, order),
      line.item(),
      Dimensions.key(order.day()),
      customer.number(),
      line.quantity(),
      line.amount().divide(BigDecimal.valueOf(line.quantity()), 2, RoundingMode.HALF_UP),
      line.amount(),
      line.listAmount(),
      line.amount()
    };
  }

  List<Object[]> returns(long number, Place place) {
    PlantedCustomer customer = PlantedCustomer.of(world, number);
    List<Object[]> rows = new ArrayList<>();
    for (PlantedOrder order : orders(customer, place)) {
      sales.returns(customer, order).forEach(back -> rows.add(row(customer, order, back)));
    }
    return rows;
  }

  /** Order, item, day, customer, quantity, amount. */
  private static Object[] row(PlantedCustomer customer, PlantedOrder order, PlantedReturn back) {
    return new Object[] {
      ticket(customer, order),
      back.item(),
      Dimensions.key(back.day()),
      customer.number(),
      back.quantity(),
      back.amount()
    };
  }

  private static long ticket(PlantedCustomer customer, PlantedOrder order) {
    return customer.number() * ORDERS_PER_CUSTOMER + order.number();
  }

  /** Where something is sold. */
  enum Place {
    STORE,
    WEB
  }
}
