package io.spendcast.domain.sales;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What counts as spend, in labels and features alike. */
public enum SpendTarget {
  /** What is bought; what comes back is counted apart. */
  GROSS,
  /** What is bought less what comes back, from the day on which it comes back. */
  NET;

  /** The name in settings. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The target of a name. */
  public static Optional<SpendTarget> find(String label) {
    return Arrays.stream(values()).filter(target -> target.label().equals(label)).findFirst();
  }

  /** The mappings of sales and returns, as this target counts them. */
  public List<SourceMapping> of(List<SourceMapping> mappings) {
    return switch (this) {
      case GROSS -> List.copyOf(mappings);
      case NET -> mappings.stream().map(SourceMapping::takingOff).toList();
    };
  }
}
