package io.spendcast.testkit;

import io.spendcast.domain.CustomerId;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;

/**
 * A share of the customers, by a hash of each.
 *
 * @param fraction in (0, 1]
 */
record CustomerSample(double fraction) {
  boolean contains(CustomerId customer) {
    return (CustomerBootstrap.hash(customer.value()) >>> 11) * 0x1.0p-53 < fraction;
  }
}
