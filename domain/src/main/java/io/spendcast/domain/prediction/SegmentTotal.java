package io.spendcast.domain.prediction;

import io.spendcast.domain.evaluation.Property;

/**
 * What the customers of a segment are expected to spend together.
 *
 * @param segment the segment; those of one dimension add up to all customers
 * @param customers how many there are
 * @param spend the sum of their predictions, in currency
 */
public record SegmentTotal(Property segment, long customers, double spend) {
  SegmentTotal plus(SegmentTotal other) {
    return new SegmentTotal(segment, customers + other.customers, spend + other.spend);
  }
}
