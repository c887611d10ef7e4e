package io.spendcast.domain;

/**
 * A customer as the retailer names them; TPC-DS's surrogate key is written as digits.
 *
 * @param value the retailer's identifier, not blank
 */
public record CustomerId(String value) {
  /** Checks that the identifier is not blank. */
  public CustomerId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("customer id must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
