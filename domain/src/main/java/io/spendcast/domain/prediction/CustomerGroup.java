package io.spendcast.domain.prediction;

import io.spendcast.domain.evaluation.panel.Property;
import java.util.List;

/**
 * Customers of the same segments, added up.
 *
 * @param segments which
 * @param customers how many
 * @param spend the sum of their predictions
 * @param above how many of them have a prediction above the least of the top tenth
 * @param spendAbove the sum of those predictions
 * @param lastYear what they spent in the same days one year earlier, as far as it is known
 * @param unknown of how many that is not known
 * @param buyers the sum of their probabilities to spend anything; 0 if these are not known
 * @param variance the sum of how much each scatters by the spread of the model, in currency²; 0 if
 *     that is not known
 */
public record CustomerGroup(
    List<Property> segments,
    long customers,
    double spend,
    long above,
    double spendAbove,
    double lastYear,
    long unknown,
    double buyers,
    double variance) {
  /** Copies the list. */
  public CustomerGroup {
    segments = List.copyOf(segments);
  }
}
