package io.spendcast.adapters.spark.training.learner;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One way to fit a model. */
public interface Learner {
  /** All its hyperparameters with their defaults. */
  Map<String, String> defaults();

  /** The columns of the rows that the model will read. */
  default List<String> inputs(TrainingRows rows) {
    return rows.inputs();
  }

  /** Why there can be no such model, in words that follow "since"; empty if there can. */
  default Optional<String> missing(TrainingRows rows) {
    return Optional.empty();
  }

  /** Fits a model to the rows. */
  Fitted fit(TrainingRows rows, Settings settings, long seed);
}
