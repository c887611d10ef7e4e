package io.spendcast.domain.feature;

import static io.spendcast.domain.feature.CatalogueEntry.bounded;
import static io.spendcast.domain.feature.CatalogueEntry.extra;
import static io.spendcast.domain.feature.CatalogueEntry.lifetime;
import static io.spendcast.domain.feature.CatalogueEntry.trailing;
import static io.spendcast.domain.feature.FeatureUse.REPORT;
import static io.spendcast.domain.feature.FeatureWindow.LIFETIME;
import static io.spendcast.domain.feature.Measure.ORDERS;
import static io.spendcast.domain.feature.Measure.SPEND;

import java.util.ArrayList;
import java.util.List;

/** How long ago customers bought, and how much history is behind an as-of date. */
final class RecencyFeatures {
  private static final int YEAR = 365;

  private RecencyFeatures() {}

  static List<FeatureDefinition> recency() {
    List<FeatureDefinition> features =
        new ArrayList<>(
            bounded(
                lifetime(
                    "days_since_last_purchase",
                    "Days since the last order in any channel",
                    "days",
                    ORDERS,
                    Aggregation.DAYS_SINCE_LAST)));
    features.add(
        extra(
            lifetime(
                "gaps_since_last_purchase",
                "Days since the last order, in mean gaps between days with an order",
                "ratio",
                ORDERS,
                Aggregation.GAPS_SINCE_LAST)));
    features.addAll(
        bounded(
            lifetime(
                "tenure_days",
                "Days since the first order in any channel",
                "days",
                ORDERS,
                Aggregation.DAYS_SINCE_FIRST)));
    return features;
  }

  static List<FeatureDefinition> exposure() {
    return List.of(
        new FeatureDefinition(
            CustomerFeatures.OBSERVED_HISTORY,
            "Days of sales history behind the as-of date",
            "days",
            ORDERS,
            Aggregation.OBSERVED_DAYS,
            SalesFilter.ALL,
            LIFETIME,
            REPORT),
        extra(
            trailing(
                "has_full_lookback_365d",
                "Whether the sales history covers the last year",
                "flag",
                SPEND,
                Aggregation.FULL_LOOKBACK,
                YEAR)));
  }
}
