package io.spendcast.domain.registry;

import java.util.Locale;

/** Where a model version stands in its life. */
public enum Stage {
  /** Registered, not yet looked at. */
  NONE("None"),
  /** Being validated; at most one version. */
  STAGING("Staging"),
  /** In use for predictions; at most one version. */
  PRODUCTION("Production"),
  /** Was in use, or in validation, before. */
  ARCHIVED("Archived");

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /** The name as MLflow writes it. */
  public String label() {
    return label;
  }

  /** Whether at most one version may hold the stage. */
  public boolean isExclusive() {
    return this == STAGING || this == PRODUCTION;
  }

  /** The stage of this name, in any case; throws {@code IllegalArgumentException} for another. */
  public static Stage parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
