package io.spendcast.domain.evaluation.order;

/**
 * A point of the gain curve.
 *
 * @param customers share of the rows with the highest forecasts, in (0, 1]
 * @param spend their share of Σy
 */
public record Gain(double customers, double spend) {}
