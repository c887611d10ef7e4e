package io.spendcast.domain.registry;

/**
 * The name under which versions of a model are registered.
 *
 * @param value not blank, without slash and colon
 */
public record ModelName(String value) {
  /** Checks the form. */
  public ModelName {
    if (value.isBlank() || value.contains("/") || value.contains(":")) {
      throw new IllegalArgumentException(
          "model name must not be blank nor contain / or :, not \"" + value + "\"");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
