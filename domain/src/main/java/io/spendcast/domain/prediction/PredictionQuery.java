package io.spendcast.domain.prediction;

import io.spendcast.domain.CustomerId;
import io.spendcast.domain.evaluation.panel.Property;
import io.spendcast.domain.feature.FeatureTable;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose predictions of a batch are asked for.
 *
 * @param batch the batch
 * @param features the features from which it was scored; without them customers have no segments
 *     but that of their value
 * @param customer only this one
 * @param segment only those of this segment
 */
public record PredictionQuery(
    PublishedBatch batch,
    Optional<FeatureTable> features,
    Optional<CustomerId> customer,
    Optional<Property> segment) {
  /** Checks that nothing is missing. */
  public PredictionQuery {
    Objects.requireNonNull(batch, "batch");
    Objects.requireNonNull(features, "features");
    Objects.requireNonNull(customer, "customer");
    Objects.requireNonNull(segment, "segment");
  }

  /** Everybody's. */
  public static PredictionQuery all(PublishedBatch batch, Optional<FeatureTable> features) {
    return new PredictionQuery(batch, features, Optional.empty(), Optional.empty());
  }
}
