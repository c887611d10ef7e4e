package io.spendcast.domain.training;

import io.spendcast.domain.feature.FeatureTable;

/**
 * A handle to the rows to learn from and to be judged on: a feature table at a fixed version, and
 * which of its as-of dates serve for what.
 *
 * @param features the feature table
 * @param plan the as-of dates
 * @param sampleFraction share of the customers to learn from, in (0, 1]; all are judged
 * @param trainRows rows to learn from
 * @param testRows held-out rows
 */
public record TrainingPanel(
    FeatureTable features, PanelPlan plan, double sampleFraction, long trainRows, long testRows) {}
