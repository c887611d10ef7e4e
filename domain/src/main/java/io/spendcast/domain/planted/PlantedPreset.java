package io.spendcast.domain.planted;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Worlds with a known answer. */
public enum PlantedPreset {
  /** Customers differ in how often and how much they buy, and stay as they are. */
  SIGNAL("signal"),
  /** Every customer has the same habits: beyond the season there is nothing to learn. */
  NO_SIGNAL("no-signal"),
  /** As signal, but customers join and leave, and who buys often spends more at a time. */
  SIGNAL_DROPOUT("signal-dropout"),
  /** As signal, but half a year before the end all buy more often, for less, and on the web. */
  DRIFT("drift"),
  /** As signal, but recorded badly: late, corrected, missing, double and absurd lines. */
  DIRTY("dirty");

  private final String label;

  PlantedPreset(String label) {
    this.label = label;
  }

  /** The name in settings. */
  public String label() {
    return label;
  }

  /** The preset of a name. */
  public static Optional<PlantedPreset> find(String label) {
    return Arrays.stream(values()).filter(preset -> preset.label.equals(label)).findFirst();
  }

  /** All names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(PlantedPreset::label).toList();
  }
}
