package io.spendcast.domain.prediction;

import io.spendcast.domain.CustomerId;
import io.spendcast.domain.forecast.Explanation;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.registry.ModelVersion;
import java.util.List;
import java.util.Optional;

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

  /**
   * Says why a customer gets the forecast that scoring gives: it is the sum of what each input of
   * the model adds. {@code INVALID} also if only its own library can evaluate the model.
   *
   * @return empty if the customer is not among those of the as-of date
   */
  Optional<Explanation> explain(ScoringRequest request, CustomerId customer);

  /**
   * Takes a few forecasts of a batch apart: those of each {@link ForecastExample.Role}, as {@link
   * ExampleSearch} finds them, in the order of the roles. Nobody is in it twice. {@code INVALID}
   * also if only the model's own library can evaluate it.
   *
   * @param request what the batch was scored from
   */
  List<ForecastExample> examples(ScoringRequest request, PredictionBatch batch);

  /** The model without its library; {@code INVALID} if only the library can evaluate it. */
  PortableModel portable(ModelVersion version);
}
