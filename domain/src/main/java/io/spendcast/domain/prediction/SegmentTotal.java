package io.spendcast.domain.prediction;

import io.spendcast.domain.evaluation.panel.Property;
import io.spendcast.domain.uncertainty.Expectation;
import java.util.Objects;
import java.util.Optional;

/**
 * What the customers of a segment are expected to spend together.
 *
 * @param segment the segment; those of one dimension add up to all customers
 * @param customers how many there are
 * @param spend the sum of their predictions, in currency
 * @param expectation how many will spend, and between which amounts; empty if the model version
 *     does not say
 */
public record SegmentTotal(
    Property segment, long customers, double spend, Optional<Expectation> expectation) {
  /** An older version knew of no expectation. */
  public SegmentTotal {
    expectation = Objects.requireNonNullElse(expectation, Optional.empty());
  }
}
