package io.spendcast.domain.prediction;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.RunId;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.registry.ModelVersion;
import java.time.Instant;

/**
 * Whom to score with what.
 *
 * @param model the registered model
 * @param features the feature table
 * @param asOf the as-of date in it whose customers are scored
 * @param run the run that asks
 * @param scoredAt when, for the record
 */
public record ScoringRequest(
    ModelVersion model, FeatureTable features, AsOfDate asOf, RunId run, Instant scoredAt) {}
