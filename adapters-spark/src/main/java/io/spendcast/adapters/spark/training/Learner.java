package io.spendcast.adapters.spark.training;

import java.util.Map;

/** One way to fit a model. */
interface Learner {
  /** All its hyperparameters with the values they have unless told otherwise. */
  Map<String, String> defaults();

  /** Fits a model to the rows. */
  Fitted fit(TrainingRows rows, Settings settings, long seed);
}
