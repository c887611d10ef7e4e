package io.spendcast.domain.planted;

import io.spendcast.domain.AsOfDate;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a customer's orders before an as-of date tell, all that a forecast can use.
 *
 * @param first day of the first order
 * @param last day of the last order
 * @param orders number of orders, at least one
 * @param logValues sum of the logarithms of their values, each as it would have been without drift
 */
public record PurchaseHistory(LocalDate first, LocalDate last, int orders, double logValues) {
  /** The history at an as-of date; empty if there was no order before it. */
  public static Optional<PurchaseHistory> of(
      PlantedWorld world, List<PlantedOrder> orders, AsOfDate asOf) {
    List<PlantedOrder> known =
        orders.stream().filter(order -> order.day().isBefore(asOf.day())).toList();
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PurchaseHistory(
                known.get(0).day(),
                known.get(known.size() - 1).day(),
                known.size(),
                known.stream().mapToDouble(order -> logValue(world, order)).sum()));
  }

  private static double logValue(PlantedWorld world, PlantedOrder order) {
    return StrictMath.log(order.value().doubleValue() / world.drift().valueOn(order.day()));
  }
}
