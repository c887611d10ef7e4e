package io.spendcast.domain.feature;

import java.io.Serializable;
import java.util.Objects;

/**
 * One feature: its name and, completely, its meaning.
 *
 * @param name the column name
 * @param description what it tells, in a sentence
 * @param unit its unit, such as {@code currency}, {@code days} or {@code share}
 * @param measure what is counted; without effect on recency, gaps, season and lookback
 * @param aggregation how it is condensed; tells when the value is null and what could leak into it
 * @param sales which sales to look at
 * @param window the days to look at
 * @param use model input or report only
 */
public record FeatureDefinition(
    String name,
    String description,
    String unit,
    Measure measure,
    Aggregation aggregation,
    SalesFilter sales,
    FeatureWindow window,
    FeatureUse use)
    implements Serializable {
  /** Checks that nothing is missing. */
  public FeatureDefinition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(measure, "measure");
    Objects.requireNonNull(aggregation, "aggregation");
    Objects.requireNonNull(sales, "sales");
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(use, "use");
  }

  /**
   * Over how many days before the as-of date it sums up. With a shorter history behind it the same
   * sum means less, and more with each day that passes; 0 if any history will do.
   */
  public int lookback() {
    return switch (aggregation) {
      case SUM -> window.days();
      case CHANGE -> 2 * window.days();
      default -> 0;
    };
  }

  /** The same under another name. */
  FeatureDefinition named(String other, String description) {
    return new FeatureDefinition(
        other, description, unit, measure, aggregation, sales, window, use);
  }

  /** The same for another use. */
  public FeatureDefinition withUse(FeatureUse other) {
    return new FeatureDefinition(
        name, description, unit, measure, aggregation, sales, window, other);
  }
}
