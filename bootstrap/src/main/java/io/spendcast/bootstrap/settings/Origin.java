package io.spendcast.bootstrap.settings;

/**
 * Where a value was set.
 *
 * @param text as a person would say it, such as {@code default} or {@code my.yaml:12}
 */
public record Origin(String text) {
  static final Origin DEFAULT = new Origin("default");

  @Override
  public String toString() {
    return text;
  }
}
