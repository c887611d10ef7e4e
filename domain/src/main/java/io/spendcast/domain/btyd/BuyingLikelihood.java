package io.spendcast.domain.btyd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The mean logarithm of the likelihood of how often customers bought. Equal records are counted
 * once, in an order of their own: the sum does not depend on where they came from.
 */
final class BuyingLikelihood {
  private final List<PurchaseRecord> distinct = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();
  private final int customers;
  private final int most;

  BuyingLikelihood(List<PurchaseRecord> records) {
    List<PurchaseRecord> sorted =
        records.stream()
            .map(record -> new PurchaseRecord(record.repeats(), record.recency(), record.age(), 0))
            .sorted(
                Comparator.comparingInt(PurchaseRecord::repeats)
                    .thenComparingDouble(PurchaseRecord::recency)
                    .thenComparingDouble(PurchaseRecord::age))
            .toList();
    for (PurchaseRecord record : sorted) {
      int last = distinct.size() - 1;
      if (last >= 0 && distinct.get(last).equals(record)) {
        counts.set(last, counts.get(last) + 1);
      } else {
        distinct.add(record);
        counts.add(1);
      }
    }
    customers = sorted.size();
    most = sorted.isEmpty() ? 0 : sorted.get(customers - 1).repeats();
  }

  int customers() {
    return customers;
  }

  /** Of the model, per customer. */
  double of(BgNbd model) {
    double[] byRepeats = byRepeats(model);
    double sum = 0;
    for (int i = 0; i < distinct.size(); i++) {
      PurchaseRecord record = distinct.get(i);
      sum += counts.get(i) * (byRepeats[record.repeats()] + byTimes(model, record));
    }
    return sum / customers;
  }

  /**
   * What depends on the number of purchases alone, ln Γ(r+x)/Γ(r) + r ln α + ln B(a,b+x)/B(a,b), by
   * the recurrence of the Gamma function.
   */
  private double[] byRepeats(BgNbd model) {
    double[] logs = new double[most + 1];
    logs[0] = model.r() * StrictMath.log(model.alpha());
    for (int x = 0; x < most; x++) {
      double stays = (model.b() + x) / (model.a() + model.b() + x);
      logs[x + 1] = logs[x] + StrictMath.log((model.r() + x) * stays);
    }
    return logs;
  }

  /** Still there, or gone since the last purchase. */
  private static double byTimes(BgNbd model, PurchaseRecord record) {
    int x = record.repeats();
    double there = -(model.r() + x) * StrictMath.log(model.alpha() + record.age());
    if (x == 0 || model.a() == 0) {
      return there;
    }
    double gone =
        StrictMath.log(model.a() / (model.b() + x - 1))
            - (model.r() + x) * StrictMath.log(model.alpha() + record.recency());
    double larger = Math.max(there, gone);
    return larger + StrictMath.log1p(StrictMath.exp(Math.min(there, gone) - larger));
  }
}
