package io.spendcast.domain.prediction;

import io.spendcast.domain.evaluation.panel.Property;
import io.spendcast.domain.evaluation.panel.Slicing;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The segments of customers: channel mix and tenure as models are judged by them, and the value
 * group of their prediction.
 *
 * @param slicing says channel mix and tenure
 * @param upper the least prediction of the top tenth
 * @param middle the least prediction of the upper half
 */
public record Segments(Slicing slicing, double upper, double middle) implements Serializable {
  /** The dimension of value groups. */
  public static final String VALUE = "value";

  /** The tenth of the customers with the highest predictions. */
  public static final String TOP = "top tenth";

  private static final String NEXT = "next four tenths";
  private static final String LOWER = "lower half";

  /** How many customers are in the top tenth, at least one. */
  public static long topTenth(long customers) {
    return (customers + 9) / 10;
  }

  /** How many customers are in the upper half, at least one. */
  public static long upperHalf(long customers) {
    return (customers + 1) / 2;
  }

  /** The segments of a customer with these values of the slicing's columns. */
  public List<Property> of(double prediction, double... values) {
    List<Property> segments = new ArrayList<>(slicing.properties(values));
    if (upper > middle) {
      segments.add(new Property(VALUE, value(prediction)));
    }
    return segments;
  }

  /** Where all are forecast alike, nobody is in a value group. */
  private String value(double prediction) {
    if (prediction >= upper) {
      return TOP;
    }
    return prediction >= middle ? NEXT : LOWER;
  }
}
