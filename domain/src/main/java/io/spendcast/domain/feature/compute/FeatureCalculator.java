package io.spendcast.domain.feature.compute;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.FeatureSet;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Computes the feature vector of one customer: the only code that gives features their values, in
 * training, batch scoring and embedding alike.
 *
 * <p>It sees a customer's past cut at the as-of date, so what happens or becomes known from then on
 * cannot change a feature. Pure and thread-safe.
 */
public final class FeatureCalculator implements Serializable {
  private final FeatureSet features;
  private final Map<AsOfDate, Formulas> formulas = new HashMap<>();

  /** A calculator for these features, season, models of buying and as-of dates. */
  public FeatureCalculator(
      FeatureSet features, PopulationDays season, PurchaseFits purchases, List<AsOfDate> asOfs) {
    this.features = features;
    for (AsOfDate asOf : asOfs) {
      formulas.put(asOf, new Formulas(features, season.before(asOf), purchases.find(asOf)));
    }
  }

  /** Whether the customer belongs to the population: at least one order before the as-of date. */
  public boolean inPopulation(SpendHistory history, AsOfDate asOf) {
    return isInPopulation(history.before(asOf));
  }

  private static boolean isInPopulation(SpendPast past) {
    return past.orderDays().length > 0;
  }

  /**
   * The values in the order of the feature set; NaN stands for null. Empty if the customer does not
   * belong to the population.
   */
  public Optional<double[]> find(SpendHistory history, AsOfDate asOf) {
    SpendPast past = history.before(asOf);
    return isInPopulation(past) ? Optional.of(prepared(asOf).values(past)) : Optional.empty();
  }

  /**
   * The values in the order of the feature set; NaN stands for null.
   *
   * @throws IllegalArgumentException if the as-of date is none of the constructor's
   */
  public double[] features(SpendHistory history, AsOfDate asOf) {
    return prepared(asOf).values(history.before(asOf));
  }

  private Formulas prepared(AsOfDate asOf) {
    Formulas prepared = formulas.get(asOf);
    if (prepared == null) {
      throw new IllegalArgumentException("not prepared for the as-of date " + asOf);
    }
    return prepared;
  }

  /** What the customer spends in the forecast window, in the retailer's currency. */
  public double label(SpendHistory history, AsOfDate asOf) {
    return history.spend(features.horizon().window(asOf));
  }
}
