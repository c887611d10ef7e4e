package io.spendcast.domain.feature.compute;

import io.spendcast.domain.btyd.PurchaseModel;
import io.spendcast.domain.btyd.PurchaseRecord;

/**
 * What a model of buying says of a customer; NaN where there is no model.
 *
 * @param alive probability of not having left
 * @param orders days with an order to expect in the forecast window
 * @param basket spend to expect on such a day, in currency
 */
record PurchaseForecast(double alive, double orders, double basket) {
  static final PurchaseForecast UNKNOWN = new PurchaseForecast(Double.NaN, Double.NaN, Double.NaN);

  static PurchaseForecast of(PurchaseModel model, PurchaseTimes times, PurchaseRecord customer) {
    return new PurchaseForecast(
        model.buying().aliveProbability(customer),
        times.expectedPurchases(model.buying(), customer),
        model.value().expectedValue(customer));
  }

  double spend() {
    return orders * basket;
  }
}
