package io.spendcast.domain.forecast;

import io.spendcast.domain.Fingerprint;
import java.io.Serializable;
import java.util.List;

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
}
