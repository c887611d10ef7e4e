package io.spendcast.domain.forecast;

import java.io.Serializable;

/**
 * What one input adds to a sum: a coefficient times its value.
 *
 * @param input place of the input among those of the model
 * @param coefficient of its value
 * @param substitute what it counts as where it is unknown
 * @param scale that it is put on before
 */
public record Term(int input, double coefficient, double substitute, Scale scale)
    implements Serializable {
  /** Checks the place. */
  public Term {
    if (input < 0) {
      throw new IllegalArgumentException("an input must have a place, not " + input);
    }
  }

  double of(double[] inputs) {
    double value = inputs[input];
    return at(Double.isNaN(value) ? substitute : value);
  }

  /** What it adds of somebody of whom the input is unknown. */
  double usual() {
    return at(substitute);
  }

  private double at(double value) {
    return coefficient * scale.of(value);
  }
}
