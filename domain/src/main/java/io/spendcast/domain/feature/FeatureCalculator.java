package io.spendcast.domain.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.feature.FeatureDefinition.ChannelFilter;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Computes the feature vector of one customer: the only code that gives features their values, in
 * training, batch scoring and embedding alike.
 *
 * <p>Every window it asks for ends before the as-of date, so what happens from then on cannot
 * change a feature. Pure and thread-safe.
 */
public final class FeatureCalculator implements Serializable {
  private static final double RATE_DAYS = 30;

  private final FeatureSet features;
  private final SeasonProfile season;
  private final Map<AsOfDate, Double> seasonWeights = new HashMap<>();

  /** A calculator for these features and season; the as-of dates tell what to prepare for. */
  public FeatureCalculator(FeatureSet features, SeasonProfile season, List<AsOfDate> asOfs) {
    this.features = features;
    this.season = season;
    for (AsOfDate asOf : asOfs) {
      seasonWeights.put(asOf, season.weight(features.horizon().window(asOf), asOf));
    }
  }

  /** Whether the customer belongs to the population: at least one order before the as-of date. */
  public boolean inPopulation(SpendHistory history, AsOfDate asOf) {
    return history.firstOrderDay(ChannelFilter.ALL, FeatureWindow.LIFETIME.at(asOf)).isPresent();
  }

  /** The values in the order of the feature set; NaN stands for null. */
  public double[] features(SpendHistory history, AsOfDate asOf) {
    return features.definitions().stream()
        .mapToDouble(definition -> value(definition, history, asOf))
        .toArray();
  }

  /** What the customer spends in the forecast window, in the retailer's currency. */
  public double label(SpendHistory history, AsOfDate asOf) {
    return history.sum(Measure.SPEND, ChannelFilter.ALL, features.horizon().window(asOf));
  }

  private double value(FeatureDefinition feature, SpendHistory history, AsOfDate asOf) {
    DateWindow window = feature.window().at(asOf);
    return switch (feature.aggregation()) {
      case SUM -> sum(feature, history, window);
      case RATE_30D -> sum(feature, history, window) / season.observedDays(asOf) * RATE_DAYS;
      case PER_ORDER ->
          ratio(
              sum(feature, history, window),
              history.sum(Measure.ORDERS, feature.channel(), window));
      case CHANNEL_SHARE ->
          ratio(
              sum(feature, history, window),
              history.sum(feature.measure(), ChannelFilter.ALL, window));
      case CHANGE ->
          sum(feature, history, window) - sum(feature, history, feature.window().before(asOf));
      case DAYS_SINCE_LAST -> daysSince(history.lastOrderDay(feature.channel(), window), asOf);
      case DAYS_SINCE_FIRST -> daysSince(history.firstOrderDay(feature.channel(), window), asOf);
      case LAST_YEAR -> lastYear(feature, history, asOf);
      case SEASON_WEIGHT -> seasonWeight(asOf);
      case FULL_LOOKBACK -> season.covers(feature.window(), asOf) ? 1 : 0;
    };
  }

  private static double sum(FeatureDefinition feature, SpendHistory history, DateWindow window) {
    return history.sum(feature.measure(), feature.channel(), window);
  }

  private static double ratio(double numerator, double denominator) {
    return denominator == 0 ? Double.NaN : numerator / denominator;
  }

  private static double daysSince(OptionalLong day, AsOfDate asOf) {
    return day.isPresent() ? asOf.day().toEpochDay() - day.getAsLong() : Double.NaN;
  }

  private double lastYear(FeatureDefinition feature, SpendHistory history, AsOfDate asOf) {
    DateWindow window = features.horizon().window(asOf).minusYears(1);
    boolean known = !window.until().isAfter(asOf.day());
    boolean observed =
        season.observedDays(asOf) >= asOf.day().toEpochDay() - window.from().toEpochDay();
    return known && observed ? sum(feature, history, window) : Double.NaN;
  }

  private double seasonWeight(AsOfDate asOf) {
    Double weight = seasonWeights.get(asOf);
    return weight == null ? season.weight(features.horizon().window(asOf), asOf) : weight;
  }
}
