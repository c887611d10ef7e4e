package io.spendcast.application.done;

/**
 * Identifies the code that runs: equal for equal code, so that work done by other code is not taken
 * for finished.
 *
 * @param value such as {@code 0.1.0+3f9a2c}
 */
public record CodeVersion(String value) {
  @Override
  public String toString() {
    return value;
  }
}
