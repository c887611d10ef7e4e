package io.spendcast.domain.evaluation.panel;

import java.io.Serializable;

/**
 * A property of a row by which errors are shown apart.
 *
 * @param dimension what kind of property, such as {@code tenure}
 * @param value which, such as {@code under 90 days}
 */
public record Property(String dimension, String value)
    implements Comparable<Property>, Serializable {
  @Override
  public int compareTo(Property other) {
    int byDimension = dimension.compareTo(other.dimension);
    return byDimension == 0 ? value.compareTo(other.value) : byDimension;
  }
}
