package io.spendcast.domain.proposal;

/**
 * Something that a proposal is unsure of.
 *
 * @param key the key of the description, such as {@code columns.date}
 * @param text what is unsure, and what to write if it is wrong
 */
public record Doubt(String key, String text) {
  @Override
  public String toString() {
    return key + ": " + text;
  }
}
