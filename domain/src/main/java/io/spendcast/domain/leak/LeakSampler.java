package io.spendcast.domain.leak;

import io.spendcast.domain.training.TrainingPanel;

/**
 * Fetches what leak sentinels look at.
 *
 * <p>Days are UTC, money is in the retailer's currency. Customers are sampled by a hash of each, so
 * the same are looked at again; about as many as the probe asks for, so that a sample fits into
 * memory at any scale. Sales lines are read as the retailer's tables are described, by another way
 * than the one that makes daily spend. Reading changes nothing; {@link #shuffled} writes a scratch
 * table of its own, whole or not at all, and again over an earlier one.
 *
 * <p>Throws {@code SpendcastException} with {@code NOT_FOUND} if a table that the features came
 * from, or a model's files, are gone; {@code CONFLICT} if another writer is at work.
 */
public interface LeakSampler {
  /** The sampled customers at the probe's as-of date, and what is known of all together. */
  LeakSample draw(LeakProbe probe);

  /**
   * The labelled rows of the sampled customers at all training and test as-of dates, the labels of
   * each date shuffled among its rows; the same seed shuffles the same way.
   */
  TrainingPanel shuffled(LeakProbe probe, long seed);
}
