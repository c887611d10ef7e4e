package io.spendcast.domain.feature;

import static io.spendcast.domain.feature.CatalogueEntry.extra;
import static io.spendcast.domain.feature.CatalogueEntry.lifetime;
import static io.spendcast.domain.feature.CatalogueEntry.trailing;
import static io.spendcast.domain.feature.CustomerFeatures.SPEND_LAST_HORIZON;
import static io.spendcast.domain.feature.CustomerFeatures.SPEND_RATE;
import static io.spendcast.domain.feature.Measure.SPEND;

import java.util.ArrayList;
import java.util.List;

/** How much customers spend, and how that changes. */
final class SpendFeatures {
  private static final int MONTH = 30;

  private SpendFeatures() {}

  static List<FeatureDefinition> money(Catalogue catalogue) {
    List<FeatureDefinition> features = new ArrayList<>();
    int horizon = catalogue.horizon().days();
    features.add(
        trailing(
            SPEND_LAST_HORIZON,
            "Spend of the last days, as many as are forecast",
            "currency",
            SPEND,
            Aggregation.SUM,
            horizon));
    catalogue.windows().stream()
        .filter(days -> days != horizon)
        .map(
            days ->
                trailing(
                    "spend_last_%sd".formatted(days),
                    "Spend of the last %s days".formatted(days),
                    "currency",
                    SPEND,
                    Aggregation.SUM,
                    days))
        .forEach(features::add);
    features.add(
        lifetime(
            "spend_rate_30d",
            "Spend per 30 days of observed history",
            "currency per 30 days",
            SPEND,
            Aggregation.RATE_30D));
    features.add(
        lifetime(
            SPEND_RATE,
            "Spend after the first day, per day since it, times the forecast window's days",
            "currency",
            SPEND,
            Aggregation.RATE_TENURE));
    features.add(
        extra(
            trailing(
                "spend_change_180d",
                "Spend of the last 180 days minus the 180 days before",
                "currency",
                SPEND,
                Aggregation.CHANGE,
                180)));
    features.add(
        extra(
            lifetime(
                "first_day_spend",
                "Spend on the first day with an order",
                "currency",
                SPEND,
                Aggregation.FIRST_DAY)));
    return features;
  }

  static List<FeatureDefinition> blocks() {
    return List.of(
        trailing(
            "rolling_30d_spend",
            "Spend of the last 30 days",
            "currency",
            SPEND,
            Aggregation.SUM,
            MONTH),
        lifetime(
            "rolling_30d_mean",
            "Mean spend of the last twelve 30-day blocks",
            "currency",
            SPEND,
            Aggregation.BLOCK_MEAN),
        extra(
            lifetime(
                "rolling_30d_peak",
                "Highest spend of the last twelve 30-day blocks",
                "currency",
                SPEND,
                Aggregation.BLOCK_MAX)),
        extra(
            lifetime(
                "rolling_30d_trend",
                "Change of spend per block over the last twelve 30-day blocks",
                "currency per 30 days",
                SPEND,
                Aggregation.BLOCK_TREND)),
        extra(
            lifetime(
                "rolling_30d_empty_share",
                "Share of the last twelve 30-day blocks without spend",
                "share",
                SPEND,
                Aggregation.BLOCK_EMPTY)));
  }
}
