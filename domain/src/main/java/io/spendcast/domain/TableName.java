package io.spendcast.domain;

import java.util.regex.Pattern;

/**
 * The logical name of a table in the lake, such as {@code features/tpcds/customer_features}. An
 * adapter maps it to a path or a catalog table.
 *
 * @param value lower-case segments of letters, digits and underscores, separated by slashes
 */
public record TableName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9_]+(/[a-z0-9_]+)*");

  /** Checks the form. */
  public TableName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("table name must match " + FORM + ", not " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
