package io.spendcast.bootstrap.settings;

import io.spendcast.bootstrap.settings.section.Settings;
import java.util.List;

/**
 * The configuration in effect.
 *
 * @param values every value with its origin, in the order of the documented file
 * @param settings the same, checked
 * @param warnings what is not wrong, but not good either, one sentence each
 */
public record Config(List<Setting> values, Settings settings, List<String> warnings) {
  /** Copies the lists. */
  public Config {
    values = List.copyOf(values);
    warnings = List.copyOf(warnings);
  }
}
