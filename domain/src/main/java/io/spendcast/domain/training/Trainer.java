package io.spendcast.domain.training;

import java.util.List;

/**
 * Fits models.
 *
 * <p>Learns from the panel's training rows only; labels are in the retailer's currency. The same
 * panel, algorithm, settings and seed give the same predictions on the same machine. Leaves the
 * model's files in scratch space, which the caller may not rely on after tracking them.
 *
 * <p>Throws {@code SpendcastException} with {@code INVALID} for an empty panel, a rule that cannot
 * be computed on it, or an unknown or unreadable hyperparameter; {@code NOT_FOUND} if the panel's
 * table is gone.
 */
public interface Trainer {
  /**
   * What the panel is too short for: which of these rules cannot be computed, since what they read
   * is unknown at the last training date, and which inputs learners do without. A learner can
   * always be trained, and so can a rule that reads nothing.
   */
  Shortfall shortfall(TrainingPanel panel, List<Algorithm> algorithms);

  /** Fits one model. Learners read the inputs that are known at each training date. */
  TrainedModel train(
      TrainingPanel panel, Algorithm algorithm, Hyperparameters hyperparameters, long seed);
}
