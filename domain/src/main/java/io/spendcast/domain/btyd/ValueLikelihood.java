package io.spendcast.domain.btyd;

import java.util.Comparator;
import java.util.List;

/** The mean logarithm of the likelihood of what repeated purchases were worth. */
final class ValueLikelihood {
  private final List<PurchaseRecord> repeaters;
  private final int most;

  /** Of those who bought again, and not for nothing. */
  ValueLikelihood(List<PurchaseRecord> records) {
    repeaters =
        records.stream()
            .filter(record -> record.repeats() > 0 && record.meanValue() > 0)
            .sorted(
                Comparator.comparingInt(PurchaseRecord::repeats)
                    .thenComparingDouble(PurchaseRecord::meanValue))
            .toList();
    most = repeaters.isEmpty() ? 0 : repeaters.get(repeaters.size() - 1).repeats();
  }

  int customers() {
    return repeaters.size();
  }

  double mean() {
    return repeaters.stream().mapToDouble(PurchaseRecord::meanValue).average().orElse(Double.NaN);
  }

  /** What a repeated purchase is worth, over all of them. */
  double basket() {
    double value = repeaters.stream().mapToDouble(r -> r.repeats() * r.meanValue()).sum();
    return value / repeaters.stream().mapToDouble(PurchaseRecord::repeats).sum();
  }

  /** Of the model, per customer. */
  double of(GammaGamma model) {
    double[] byRepeats = new double[most + 1];
    double sum = 0;
    for (PurchaseRecord record : repeaters) {
      int x = record.repeats();
      if (byRepeats[x] == 0) {
        byRepeats[x] = ofRepeats(model, x);
      }
      double own = model.p() * x;
      double m = record.meanValue();
      sum +=
          byRepeats[x]
              + (own - 1) * StrictMath.log(m)
              - (own + model.q()) * StrictMath.log(x * m + model.v());
    }
    return sum / repeaters.size();
  }

  private static double ofRepeats(GammaGamma model, int x) {
    double own = model.p() * x;
    return LogGamma.of(own + model.q())
        - LogGamma.of(own)
        - LogGamma.of(model.q())
        + model.q() * StrictMath.log(model.v())
        + own * StrictMath.log(x);
  }
}
