package io.spendcast.domain.preflight;

import java.util.List;

/**
 * Looks at what a run will stand on, before it is started.
 *
 * <p>Gives one finding per thing looked at, in the order in which to read them, and at least one;
 * what does not apply is a finding that says so. Looking again finds the same as long as nothing
 * changes. It leaves nothing behind: what a check writes, it removes. It throws nothing for what it
 * finds: a check that cannot be made is a finding, {@link Health#UNAVAILABLE} if nothing answered.
 */
public interface Preflight {
  /** What was found. */
  List<Finding> findings();
}
