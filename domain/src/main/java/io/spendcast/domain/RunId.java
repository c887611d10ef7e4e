package io.spendcast.domain;

import java.util.regex.Pattern;

/**
 * Names one run of the workflow; the key under which its tasks hand over.
 *
 * @param value letters, digits, underscores and hyphens, 1 to 100 of them
 */
public record RunId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  /** Checks the form. */
  public RunId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("run id must match " + FORM + ", not " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
