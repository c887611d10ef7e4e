package io.spendcast.domain.planted;

import java.io.Serializable;

/**
 * A few customers who buy to sell again.
 *
 * @param share of all customers
 * @param orders how much more often they order than others
 * @param value how much more an order of theirs is worth
 */
public record Wholesale(double share, double orders, double value) implements Serializable {
  static final Wholesale NONE = new Wholesale(0, 1, 1);

  /** Whether there is anybody. */
  public boolean isNone() {
    return share == 0;
  }

  /** The world in which all customers are such. */
  PlantedWorld only(PlantedWorld world) {
    PlantedWorld.Rates rates = world.rates();
    PlantedWorld.Baskets baskets = world.baskets();
    return world
        .with(new PlantedWorld.Rates(rates.shape(), rates.perYear() * orders))
        .with(
            new PlantedWorld.Baskets(
                baskets.logMean() + StrictMath.log(value),
                baskets.betweenDeviation(),
                baskets.withinDeviation(),
                baskets.correlation()))
        .with(NONE);
  }
}
