package io.spendcast.domain.drift;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.Aggregation;
import io.spendcast.domain.feature.FeatureDefinition;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureUse;
import io.spendcast.domain.feature.FeatureWindow;
import io.spendcast.domain.feature.LeakClass;
import io.spendcast.domain.training.PanelPlan;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the customers to be scored differ from those the models learned from.
 *
 * @param sameSeason the as-of date about a year before the scoring as-of date, if the plan has one
 * @param features one entry per feature, in the order of the feature set
 */
public record PanelDrift(Optional<AsOfDate> sameSeason, List<FeatureDrift> features) {
  /** Monthly as-of dates are at most this far from the same day of the year. */
  private static final int MOST_DAYS_APART = 16;

  /** Copies the list. */
  public PanelDrift {
    features = List.copyOf(features);
  }

  /** The as-of dates whose sketches {@link #of} needs. */
  public static List<AsOfDate> asOfs(PanelPlan plan) {
    return Stream.of(plan.train(), sameSeason(plan).stream().toList(), List.of(plan.scoring()))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  /**
   * Compares the scoring as-of date with the others.
   *
   * @param sketches by as-of date, then by feature
   */
  public static PanelDrift of(
      FeatureSet features, PanelPlan plan, Map<AsOfDate, Map<String, ValueSketch>> sketches) {
    Optional<AsOfDate> before = sameSeason(plan);
    return new PanelDrift(
        before,
        features.definitions().stream()
            .map(feature -> compare(feature, plan, before, sketches))
            .toList());
  }

  private static Optional<AsOfDate> sameSeason(PanelPlan plan) {
    AsOfDate wanted = plan.scoring().minusMonths(12);
    return plan.all().stream()
        .filter(asOf -> daysApart(asOf, wanted) <= MOST_DAYS_APART)
        .min(Comparator.comparing(asOf -> daysApart(asOf, wanted)));
  }

  private static long daysApart(AsOfDate one, AsOfDate other) {
    return Math.abs(ChronoUnit.DAYS.between(one.day(), other.day()));
  }

  private static FeatureDrift compare(
      FeatureDefinition feature,
      PanelPlan plan,
      Optional<AsOfDate> sameSeason,
      Map<AsOfDate, Map<String, ValueSketch>> sketches) {
    ValueSketch training = new ValueSketch();
    plan.train().forEach(asOf -> training.merge(sketches.get(asOf).get(feature.name())));
    ValueSketch scoring = sketches.get(plan.scoring()).get(feature.name());
    Shift sinceTraining = Shift.between(training, scoring);
    Optional<Shift> sinceLastYear =
        sameSeason.map(asOf -> Shift.between(sketches.get(asOf).get(feature.name()), scoring));
    return new FeatureDrift(
        feature.name(),
        feature.description(),
        feature.unit(),
        feature.use(),
        ValueSummary.of(training),
        ValueSummary.of(scoring),
        sinceTraining,
        sinceLastYear,
        movesByItself(feature)
            ? Optional.empty()
            : Optional.of(sinceLastYear.orElse(sinceTraining).level()));
  }

  /** The calendar, and what only ever grows, differ though nobody's habits have changed. */
  private static boolean movesByItself(FeatureDefinition feature) {
    boolean grows =
        feature.aggregation() == Aggregation.DAYS_SINCE_FIRST
            || (feature.aggregation() == Aggregation.SUM
                && feature.window().equals(FeatureWindow.LIFETIME));
    return grows || feature.aggregation().leakClass() == LeakClass.POPULATION_PAST;
  }

  /** What is to be thought of the features that models read: the worst of them counts. */
  public DriftLevel level() {
    return features.stream()
        .filter(feature -> feature.use() == FeatureUse.MODEL)
        .flatMap(feature -> feature.level().stream())
        .max(Comparator.naturalOrder())
        .orElse(DriftLevel.LITTLE);
  }

  /** The features that models read and whose level is at least this one, the farthest first. */
  public List<FeatureDrift> shifted(DriftLevel least) {
    return features.stream()
        .filter(feature -> feature.use() == FeatureUse.MODEL)
        .filter(feature -> feature.level().filter(level -> level.compareTo(least) >= 0).isPresent())
        .sorted(Comparator.comparingDouble(feature -> -feature.judged().psi()))
        .toList();
  }
}
