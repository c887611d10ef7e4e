package io.spendcast.domain.prediction;

/**
 * Applies a registered model to the features of one as-of date.
 *
 * <p>Each prediction comes with the interval and the probability of any spend that the model
 * version carries in its tags, if it does, and the batch with its spread. Predictions are in the
 * retailer's currency and never negative. Scoring again gives the same predictions. Nothing is
 * published: the rows stay in scratch space.
 *
 * <p>Throws {@code SpendcastException} with {@code INVALID} if the model was trained on another
 * feature set than the table's, or the as-of date is not in the table; {@code NOT_FOUND} if the
 * model's files or the table are gone.
 */
public interface Scorer {
  /** Scores every customer of the as-of date. */
  PredictionBatch score(ScoringRequest request);
}
