package io.spendcast.domain.feature.store;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.FeatureSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an earlier build has left in the feature table.
 *
 * @param fingerprint of its feature set
 * @param contents by the as-of dates it holds, ascending, a digest of all that the rows of the date
 *     were made from: equal digests mean equal rows
 * @param salesUntil the day after the last sale at that time: labels of windows that had not closed
 *     by then are missing
 */
public record BuiltFeatures(
    Fingerprint fingerprint, Map<AsOfDate, Fingerprint> contents, LocalDate salesUntil) {
  /** Copies the digests. */
  public BuiltFeatures {
    contents = new TreeMap<>(contents);
  }

  /** The as-of dates it holds. */
  public List<AsOfDate> asOfs() {
    return List.copyOf(contents.keySet());
  }

  /**
   * What the table holds once the work is done.
   *
   * @param held what it held before; the dates that are kept are among these
   * @param dailySpend what the work computes from
   */
  public static BuiltFeatures after(
      FeatureWork work,
      Optional<BuiltFeatures> held,
      FeatureSet features,
      TableVersion dailySpend,
      LocalDate salesUntil) {
    Map<AsOfDate, Fingerprint> contents = new TreeMap<>();
    work.keep().forEach(asOf -> contents.put(asOf, held.orElseThrow().contents().get(asOf)));
    work.compute()
        .forEach(
            asOf ->
                contents.put(
                    asOf,
                    Fingerprint.of(
                        asOf,
                        features.fingerprint(),
                        dailySpend.table(),
                        dailySpend.id(),
                        dailySpend.version(),
                        FeatureWork.isMature(features, asOf, salesUntil))));
    return new BuiltFeatures(features.fingerprint(), contents, salesUntil);
  }
}
