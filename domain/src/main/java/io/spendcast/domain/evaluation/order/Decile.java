package io.spendcast.domain.evaluation.order;

/**
 * A tenth of the rows by ascending forecast. Rows of equal forecast that a boundary parts count
 * with their mean label on both sides.
 *
 * @param rank from 1, the lowest forecasts, to 10, the highest
 * @param rows number of rows, greater than zero
 * @param meanPrediction mean ŷ, in currency
 * @param meanLabel mean y, in currency
 */
public record Decile(int rank, long rows, double meanPrediction, double meanLabel) {}
