package io.spendcast.domain.feature.store;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.feature.FeatureSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a build has to compute; the rest is there already and equal to what a full build would give.
 *
 * @param change the days of sales whose tiles are made again
 * @param compute the as-of dates to compute, ascending
 * @param keep the as-of dates that are there already, ascending
 */
public record FeatureWork(SalesChange change, List<AsOfDate> compute, List<AsOfDate> keep) {
  /** Copies the dates. */
  public FeatureWork {
    compute = List.copyOf(compute);
    keep = List.copyOf(keep);
  }

  /**
   * Compares what is asked for with what is there.
   *
   * @param built what is there; empty if nothing
   * @param change how the sales differ from those behind it
   * @param features the features asked for
   * @param asOfs the as-of dates asked for
   * @param salesUntil the day after the last sale
   */
  public static FeatureWork plan(
      Optional<BuiltFeatures> built,
      SalesChange change,
      FeatureSet features,
      List<AsOfDate> asOfs,
      LocalDate salesUntil) {
    Predicate<AsOfDate> isThere =
        asOf ->
            built.filter(b -> b.fingerprint().equals(features.fingerprint())).stream()
                .anyMatch(
                    b -> b.asOfs().contains(asOf) && isSame(b, change, features, asOf, salesUntil));
    List<AsOfDate> ascending = asOfs.stream().sorted().distinct().toList();
    return new FeatureWork(
        change,
        ascending.stream().filter(isThere.negate()).toList(),
        ascending.stream().filter(isThere).toList());
  }

  private static boolean isSame(
      BuiltFeatures built,
      SalesChange change,
      FeatureSet features,
      AsOfDate asOf,
      LocalDate salesUntil) {
    boolean mature = isMature(features, asOf, salesUntil);
    boolean wasMature = isMature(features, asOf, built.salesUntil());
    DateWindow labels = features.horizon().window(asOf);
    return !change.reaches(asOf) && mature == wasMature && !(mature && change.reaches(labels));
  }

  /** Whether the label is known: its whole window is within the sales days. */
  static boolean isMature(FeatureSet features, AsOfDate asOf, LocalDate salesUntil) {
    return !features.horizon().window(asOf).until().isAfter(salesUntil);
  }
}
