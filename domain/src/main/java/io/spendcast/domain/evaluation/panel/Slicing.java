package io.spendcast.domain.evaluation.panel;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the properties of a row by which errors are shown apart, from features that were known
 * before its as-of date. Every row has exactly one value in each dimension, so the slices of a
 * dimension add up to all rows.
 *
 * @param columns the features it reads, in order
 */
public record Slicing(List<String> columns) implements Serializable {
  private static final String TENURE = "tenure_days";
  private static final Pattern SHARE = Pattern.compile("(.+)_spend_share(__[0-9a-f]+)*");
  private static final String CATEGORY = "category_";

  /** A share below this is what rounding or a correction leaves. */
  private static final double NEGLIGIBLE = 0.001;

  /** Copies the columns. */
  public Slicing {
    columns = List.copyOf(columns);
  }

  /** By those of these features that show tenure and channel mix. */
  public static Slicing of(List<String> features) {
    return new Slicing(
        features.stream().filter(name -> name.equals(TENURE) || isChannelShare(name)).toList());
  }

  private static boolean isChannelShare(String name) {
    return SHARE.matcher(name).matches() && !name.startsWith(CATEGORY);
  }

  /** The properties of a row with these values of the columns, NaN where unknown. */
  public List<Property> properties(double[] values) {
    List<Property> properties = new ArrayList<>();
    if (columns.stream().anyMatch(Slicing::isChannelShare)) {
      properties.add(new Property("channel mix", channelMix(values)));
    }
    int tenure = columns.indexOf(TENURE);
    if (tenure >= 0) {
      properties.add(new Property("tenure", tenure(values[tenure])));
    }
    return properties;
  }

  private String channelMix(double[] values) {
    List<Integer> used = channels().filter(i -> values[i] > NEGLIGIBLE).boxed().toList();
    if (used.isEmpty()) {
      return "no spend yet";
    }
    return used.size() == 1
        ? SHARE.matcher(columns.get(used.get(0))).replaceFirst("$1") + " only"
        : "several";
  }

  private IntStream channels() {
    return IntStream.range(0, columns.size()).filter(i -> isChannelShare(columns.get(i)));
  }

  private static String tenure(double days) {
    if (Double.isNaN(days)) {
      return "unknown";
    }
    return Stream.of(
            new Bound(90, "under 90 days"),
            new Bound(365, "90 days to a year"),
            new Bound(730, "one to two years"))
        .filter(bound -> days < bound.days())
        .findFirst()
        .map(Bound::name)
        .orElse("two years or more");
  }

  private record Bound(int days, String name) {}
}
