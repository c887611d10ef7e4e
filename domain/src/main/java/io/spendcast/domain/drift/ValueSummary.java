package io.spendcast.domain.drift;

/**
 * What is worth telling of one feature's values.
 *
 * @param rows how many rows there are
 * @param missing share of the rows without a value
 * @param zero share of the rows with the value zero
 * @param mean mean of the known values; NaN if there is none
 * @param median half of the known values do not exceed it, to 1/16; NaN if there is none
 * @param high 95 % of the known values do not exceed it, to 1/16; NaN if there is none
 */
public record ValueSummary(
    long rows, double missing, double zero, double mean, double median, double high) {
  static ValueSummary of(ValueSketch sketch) {
    return new ValueSummary(
        sketch.rows(),
        (double) sketch.missing() / sketch.rows(),
        (double) sketch.zeros() / sketch.rows(),
        sketch.mean(),
        sketch.quantile(0.5),
        sketch.quantile(0.95));
  }
}
