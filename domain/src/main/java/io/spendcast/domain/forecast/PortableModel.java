package io.spendcast.domain.forecast;

import io.spendcast.domain.Fingerprint;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model that forecasts spend without the library that trained it.
 *
 * @param inputs names of what it reads, in order
 * @param features fingerprint of their definitions
 * @param model reads them in this order
 */
public record PortableModel(List<String> inputs, Fingerprint features, ForecastModel model)
    implements Serializable {
  /** Refuses a model that reads more than the inputs. */
  public PortableModel {
    inputs = List.copyOf(inputs);
    if (model.width() > inputs.size()) {
      throw new IllegalArgumentException(
          "the model reads %s inputs, of which %s have a name"
              .formatted(model.width(), inputs.size()));
    }
  }

  /**
   * The forecast for one customer. Spend is never negative, so no forecast is either: it is cut off
   * here and nowhere else.
   *
   * @param values of the inputs, NaN where unknown
   */
  public double spend(double[] values) {
    return Math.max(0, model.predict(values));
  }

  /** The same forecast taken apart. */
  public Explanation explain(double[] values) {
    double predicted = model.predict(values);
    double spend = Math.max(0, predicted);
    Contributions found = model.contributions(values);
    List<Explanation.Share> shares =
        IntStream.range(0, inputs.size())
            .mapToObj(i -> new Explanation.Share(inputs.get(i), values[i], found.of(i)))
            .toList();
    double added = shares.stream().mapToDouble(Explanation.Share::amount).sum();
    return new Explanation(spend, predicted - added, shares, spend - predicted);
  }
}
