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
  DIRTY("dirty"),
  /** All customers join in the first quarter, and leave one by one. */
  ONE_COHORT("one-cohort"),
  /** Every year twice as many customers join as in the year before: spend doubles. */
  DOUBLING("doubling"),
  /** Customers leave and few join: every year spend falls by a third. */
  SHRINKING("shrinking"),
  /** One in 200 customers buys to sell again, and these few have nearly half of the spend. */
  HEAVY_TAIL("heavy-tail"),
  /** Each pays a fee of their own when they join and on the first of each month until they stop. */
  SUBSCRIPTIONS("subscriptions"),
  /** Half of the customers are there from the beginning, the others join at any time; all stay. */
  TENURE_MIXED("tenure-mixed"),
  /** As signal, but every order is worth the same. */
  ONE_PRICE("one-price"),
  /** As signal, but the shop is eleven months old, and no season shows. */
  SHORT_HISTORY("short-history");

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
