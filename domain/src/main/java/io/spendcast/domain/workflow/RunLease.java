package io.spendcast.domain.workflow;

import java.util.function.Supplier;

/**
 * Lets one run at a time work on a lake.
 *
 * <p>The lease ends with the work, and with the process that does it, however that ends: a dead run
 * keeps nobody waiting. Where a lake has no place for a lease, as in an object store or a catalog,
 * the work is done without one, and of two commits that meet one fails with {@code CONFLICT}.
 *
 * <p>Throws {@code SpendcastException} with {@code CONFLICT} if another run is at work; {@code
 * INVALID} if the lake cannot be written to.
 */
public interface RunLease {
  /**
   * Does the work while nobody else holds the lease.
   *
   * @param owner what others read who meet it, such as {@code run 2026-11-30-1}
   */
  <T> T holding(String owner, Supplier<T> work);
}
