package io.spendcast.domain.feature;

import static io.spendcast.domain.feature.FeatureUse.EXTRA;
import static io.spendcast.domain.feature.FeatureUse.MODEL;
import static io.spendcast.domain.feature.FeatureUse.REPORT;

import io.spendcast.domain.Horizon;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.SpendTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * The catalogue of customer features.
 *
 * <p>Lifetime sums grow with the history behind an as-of date, so models would read time from them;
 * they enter models as rates only, and the sums themselves are for reports.
 */
public final class CustomerFeatures {
  /** Days of sales history behind the as-of date. */
  public static final String OBSERVED_HISTORY = "observed_history_days";

  /** Spend of the last horizon's length; the persistence baseline. */
  public static final String SPEND_LAST_HORIZON = "spend_last_horizon";

  /** Season weight of the forecast window; the seasonal mean scales with it. */
  public static final String HORIZON_SEASON_WEIGHT = "horizon_season_weight";

  /** Spend in the forecast window's days one year earlier; a baseline by itself. */
  public static final String SPEND_LAST_YEAR = "same_window_last_year_spend";

  /** The rate of spend since the first order, for as long as the forecast; a baseline by itself. */
  public static final String SPEND_RATE = "spend_at_tenure_rate";

  /** The same rate in the season of the forecast window; a baseline by itself. */
  public static final String SPEND_AT_RATE = "spend_at_tenure_season_rate";

  /** Spend to expect by BG/NBD and Gamma-Gamma; a baseline by itself. */
  public static final String SPEND_EXPECTED = "btyd_expected_spend";

  /** The same in the season of the forecast window; a baseline by itself. */
  public static final String SPEND_EXPECTED_IN_SEASON = "btyd_expected_spend_in_season";

  /** What BG/NBD and Gamma-Gamma expect, for learners that can make use of it. */
  public static final List<String> PURCHASE_MODEL =
      List.of(
          "btyd_alive_probability",
          "btyd_expected_orders",
          "btyd_expected_basket",
          SPEND_EXPECTED,
          SPEND_EXPECTED_IN_SEASON);

  /** Forecasts of spend by the model of buying, the one to prefer first. */
  public static final List<String> PURCHASE_FORECASTS =
      List.of(SPEND_EXPECTED_IN_SEASON, SPEND_EXPECTED);

  private CustomerFeatures() {}

  /** The features of a retailer with these channels, without product mix. */
  public static FeatureSet forChannels(List<Channel> channels, Horizon horizon) {
    return of(
        new Catalogue(channels, horizon, Catalogue.WINDOWS, List.of(), Catalogue.Inputs.LEAN));
  }

  /** The features of a catalogue. */
  public static FeatureSet of(Catalogue catalogue) {
    List<FeatureDefinition> features = new ArrayList<>();
    catalogue.channels().forEach(channel -> features.addAll(ChannelFeatures.of(channel)));
    features.addAll(RecencyFeatures.recency());
    features.addAll(SpendFeatures.money(catalogue));
    features.addAll(SpendFeatures.blocks());
    features.addAll(OrderFeatures.frequency(catalogue));
    features.addAll(OrderFeatures.basket());
    features.addAll(SeasonFeatures.season());
    features.addAll(SeasonFeatures.purchaseModel());
    features.addAll(RecencyFeatures.exposure());
    features.addAll(OrderFeatures.productMix(catalogue.categories()));
    return new FeatureSet(
        FeatureNames.distinct(features).stream()
            .map(feature -> used(feature, catalogue.inputs()))
            .map(feature -> counted(feature, catalogue.target()))
            .toList(),
        catalogue.horizon());
  }

  /** So features of net spend have another identity, and so have the models that read them. */
  private static FeatureDefinition counted(FeatureDefinition feature, SpendTarget target) {
    return switch (target) {
      case GROSS -> feature;
      case NET -> feature.named(feature.name(), feature.description() + ", returns taken off");
    };
  }

  /** Whether a feature of this name is about a category; a channel's is named otherwise. */
  public static boolean isOfCategory(String feature) {
    return feature.startsWith("category_");
  }

  private static FeatureDefinition used(FeatureDefinition feature, Catalogue.Inputs inputs) {
    return feature.use() == EXTRA
        ? feature.withUse(isWanted(feature, inputs) ? MODEL : REPORT)
        : feature;
  }

  private static boolean isWanted(FeatureDefinition extra, Catalogue.Inputs inputs) {
    return switch (inputs) {
      case LEAN -> false;
      case BTYD -> extra.aggregation().isOfPurchaseModel();
      case ALL -> true;
    };
  }
}
