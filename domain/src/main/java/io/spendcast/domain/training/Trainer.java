package io.spendcast.domain.training;

/**
 * Fits models.
 *
 * <p>Learns from the panel's training rows only; labels are in the retailer's currency. The same
 * panel, algorithm, settings and seed give the same predictions on the same machine. Leaves the
 * model's files in scratch space, which the caller may not rely on after tracking them.
 *
 * <p>Throws {@code SpendcastException} with {@code INVALID} for an empty panel or an unknown or
 * unreadable hyperparameter; {@code NOT_FOUND} if the panel's table is gone.
 */
public interface Trainer {
  /** Fits one model. */
  TrainedModel train(
      TrainingPanel panel, Algorithm algorithm, Hyperparameters hyperparameters, long seed);
}
