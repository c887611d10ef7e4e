package io.spendcast.domain.forecast;

import java.io.Serializable;

/** A trained model. It is immutable, so that any number of threads may ask it. */
public sealed interface ForecastModel extends Serializable
    permits LinearModel, TreeModel, AverageModel {
  /**
   * What it says of one customer, in money; models may say less than zero.
   *
   * @param inputs values in the order of the model's inputs, NaN where unknown; not changed
   */
  double predict(double[] inputs);

  /**
   * The same taken apart, in money. Unknown is what an input is where a library of trees has no
   * value to go by, and the mean that a line puts in its place.
   */
  Contributions contributions(double[] inputs);

  /** How many inputs it reads at least: one more than the last place that it looks at. */
  int width();
}
