package io.spendcast.domain.feature;

import io.spendcast.domain.sales.Channel;
import java.io.Serializable;
import java.util.Objects;

/**
 * One feature: its name and, completely, its meaning.
 *
 * @param name the column name
 * @param description what it tells, in a sentence
 * @param unit its unit, such as {@code currency}, {@code days} or {@code share}
 * @param measure what is counted; without effect on recency, season and lookback
 * @param aggregation how it is condensed; tells when the value is null
 * @param channel the one channel to look at, or {@link ChannelFilter#ALL}
 * @param window the days to look at
 * @param use model input or report only
 */
public record FeatureDefinition(
    String name,
    String description,
    String unit,
    Measure measure,
    Aggregation aggregation,
    ChannelFilter channel,
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
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(use, "use");
  }

  /**
   * One channel or all of them.
   *
   * @param name the channel's name, or {@code *}
   */
  public record ChannelFilter(String name) implements Serializable {
    /** Every channel. */
    public static final ChannelFilter ALL = new ChannelFilter("*");

    /** Only this channel. */
    public static ChannelFilter only(Channel channel) {
      return new ChannelFilter(channel.name());
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
