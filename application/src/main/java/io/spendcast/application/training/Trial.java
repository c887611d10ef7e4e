package io.spendcast.application.training;

import io.spendcast.domain.evaluation.loss.ErrorSums;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.TrainedModel;
import io.spendcast.domain.training.TrainingPanel;
import java.time.Instant;
import java.util.Comparator;

/**
 * One setting that was tried.
 *
 * @param number from 0 on, the defaults
 * @param asked what was tried, without the defaults that fill it up
 * @param model what became of it
 * @param panel what it learned from and was judged on
 * @param errors its errors there, the only model's
 * @param started when
 * @param ended when
 */
record Trial(
    int number,
    Hyperparameters asked,
    TrainedModel model,
    TrainingPanel panel,
    ErrorSums errors,
    Instant started,
    Instant ended) {
  /** The least squared error first; of equal ones the earlier. NaN is last. */
  static final Comparator<Trial> BEST_FIRST =
      Comparator.comparingDouble((Trial trial) -> trial.errors().meanSquaredError(0))
          .thenComparing(Trial::number);
}
