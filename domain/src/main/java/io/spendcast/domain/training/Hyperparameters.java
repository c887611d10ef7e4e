package io.spendcast.domain.training;

import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of a learner by their customary names, such as {@code max_depth}.
 *
 * @param values text by name; empty for the learner's documented defaults
 */
public record Hyperparameters(Map<String, String> values) {
  /** No setting at all. */
  public static final Hyperparameters NONE = new Hyperparameters(Map.of());

  /** Copies the map. */
  public Hyperparameters {
    values = Map.copyOf(values);
  }

  /** These, and the others where both say something. */
  public Hyperparameters with(Hyperparameters others) {
    Map<String, String> merged = new TreeMap<>(values);
    merged.putAll(others.values());
    return new Hyperparameters(merged);
  }

  @Override
  public String toString() {
    return new TreeMap<>(values).toString();
  }
}
