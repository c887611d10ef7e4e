package io.spendcast.domain.feature.store;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Fingerprint;
import java.time.LocalDate;
import java.util.List;

/**
 * What an earlier build has left in the feature table.
 *
 * @param fingerprint of its feature set
 * @param asOfs the as-of dates it holds
 * @param salesUntil the day after the last sale at that time: labels of windows that had not closed
 *     by then are missing
 */
public record BuiltFeatures(Fingerprint fingerprint, List<AsOfDate> asOfs, LocalDate salesUntil) {
  /** Copies the dates. */
  public BuiltFeatures {
    asOfs = List.copyOf(asOfs);
  }
}
