package io.spendcast.domain.feature;

import io.spendcast.domain.sales.Channel;
import java.io.Serializable;

/**
 * Which sales a feature looks at.
 *
 * @param channel the channel's name, or {@code *} for all
 * @param category the item category, or what no file can hold for all
 */
public record SalesFilter(String channel, String category) implements Serializable {
  private static final String ANY = "*";

  /** Half a character, since every text can be a category. */
  private static final String ANY_CATEGORY = "\uDFFF";

  /** All sales. */
  public static final SalesFilter ALL = new SalesFilter(ANY, ANY_CATEGORY);

  /** Only the sales of a channel. */
  public static SalesFilter of(Channel channel) {
    return new SalesFilter(channel.name(), ANY_CATEGORY);
  }

  /** Only the sales of a category, in all channels. */
  public static SalesFilter ofCategory(String category) {
    return new SalesFilter(ANY, category);
  }

  /** Whether it looks at one category. */
  public boolean isOfCategory() {
    return !category.equals(ANY_CATEGORY);
  }

  @Override
  public String toString() {
    return isOfCategory() ? "category " + category : channel.equals(ANY) ? "all" : channel;
  }
}
