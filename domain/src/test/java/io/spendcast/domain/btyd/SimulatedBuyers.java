package io.spendcast.domain.btyd;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Customers who buy and leave as the models say, watched for a while and then for a while more. */
final class SimulatedBuyers {
  private final PurchaseModel truth;
  private final SplittableRandom random;

  SimulatedBuyers(PurchaseModel truth, long seed) {
    this.truth = truth;
    this.random = new SplittableRandom(seed);
  }

  /** A customer whose first purchase was up to a span of time ago, and what follows. */
  Watched watch(double longest, double horizon) {
    double rate = gamma(truth.buying().r()) / truth.buying().alpha();
    double leaves = beta(truth.buying().a(), truth.buying().b());
    double scale = gamma(truth.value().q()) / truth.value().v();
    double age = longest * (0.2 + 0.8 * random.nextDouble());
    int repeats = 0;
    double recency = 0;
    double value = 0;
    int later = 0;
    for (double time = wait(rate); time < age + horizon; time += wait(rate)) {
      if (time < age) {
        repeats++;
        recency = time;
        value += gamma(truth.value().p()) / scale;
      } else {
        later++;
      }
      if (random.nextDouble() < leaves) {
        break;
      }
    }
    double mean = repeats == 0 ? 0 : value / repeats;
    return new Watched(new PurchaseRecord(repeats, recency, age, mean), later);
  }

  /** When a customer buys again, in weeks after the first purchase, until they leave or the end. */
  List<Double> times(double until) {
    double rate = gamma(truth.buying().r()) / truth.buying().alpha();
    double leaves = beta(truth.buying().a(), truth.buying().b());
    List<Double> times = new ArrayList<>();
    for (double time = wait(rate); time < until; time += wait(rate)) {
      times.add(time);
      if (random.nextDouble() < leaves) {
        break;
      }
    }
    return times;
  }

  List<PurchaseRecord> records(int customers, double longest) {
    List<PurchaseRecord> records = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      records.add(watch(longest, 0).past());
    }
    return records;
  }

  private double wait(double rate) {
    return -Math.log(1 - random.nextDouble()) / rate;
  }

  private double beta(double a, double b) {
    if (a == 0) {
      return 0;
    }
    double one = gamma(a);
    return one / (one + gamma(b));
  }

  /** Marsaglia and Tsang. */
  private double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    while (true) {
      double z = random.nextGaussian();
      double v = Math.pow(1 + z / Math.sqrt(9 * d), 3);
      if (v > 0 && Math.log(random.nextDouble()) < z * z / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  /** What was seen of a customer, and how often they bought afterwards. */
  record Watched(PurchaseRecord past, int later) {}
}
