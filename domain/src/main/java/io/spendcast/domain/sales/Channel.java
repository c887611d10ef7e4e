package io.spendcast.domain.sales;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Where a customer buys, such as {@code store} or {@code web}; part of column names.
 *
 * @param name a lower-case identifier of at most 31 characters
 */
public record Channel(String name) implements Comparable<Channel>, Serializable {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,30}");

  /** Checks the form. */
  public Channel {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException("channel must match " + FORM + ", not " + name);
    }
  }

  @Override
  public int compareTo(Channel other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
