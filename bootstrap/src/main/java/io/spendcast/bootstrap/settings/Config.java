package io.spendcast.bootstrap.settings;

import java.util.List;

/**
 * The configuration in effect.
 *
 * @param values every value with its origin, in the order of the documented file
 * @param settings the same, checked
 */
public record Config(List<Setting> values, Settings settings) {
  /** Copies the list. */
  public Config {
    values = List.copyOf(values);
  }
}
