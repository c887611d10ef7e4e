package io.spendcast.domain.feature;

import static io.spendcast.domain.feature.CatalogueEntry.extra;
import static io.spendcast.domain.feature.CatalogueEntry.lifetime;
import static io.spendcast.domain.feature.Measure.ORDERS;
import static io.spendcast.domain.feature.Measure.SPEND;

import java.util.List;

/** The features that look at the season, and those of the model of buying. */
final class SeasonFeatures {
  private SeasonFeatures() {}

  static List<FeatureDefinition> season() {
    return List.of(
        lifetime(
            CustomerFeatures.HORIZON_SEASON_WEIGHT,
            "Share of a year's purchases in the forecast window's calendar days, growth taken out",
            "share",
            SPEND,
            Aggregation.SEASON_WEIGHT),
        lifetime(
            CustomerFeatures.SPEND_LAST_YEAR,
            "Spend in the forecast window's calendar days one year earlier",
            "currency",
            SPEND,
            Aggregation.LAST_YEAR),
        extra(
            lifetime(
                "same_window_last_year_orders",
                "Orders in the forecast window's calendar days one year earlier",
                "orders",
                ORDERS,
                Aggregation.LAST_YEAR)),
        lifetime(
            "spend_at_season_rate",
            "Spend per season weight of the observed history, times the forecast window's",
            "currency",
            SPEND,
            Aggregation.RATE_SEASON),
        lifetime(
            "orders_at_season_rate",
            "Orders per season weight of the observed history, times the forecast window's",
            "orders",
            ORDERS,
            Aggregation.RATE_SEASON),
        lifetime(
            CustomerFeatures.SPEND_AT_RATE,
            "Spend after the first day, per season weight since it, times the forecast window's",
            "currency",
            SPEND,
            Aggregation.RATE_TENURE_SEASON));
  }

  static List<FeatureDefinition> purchaseModel() {
    return List.of(
        extra(
            lifetime(
                "btyd_alive_probability",
                "Probability of not having left, by BG/NBD",
                "probability",
                ORDERS,
                Aggregation.ALIVE_PROBABILITY)),
        extra(
            lifetime(
                "btyd_expected_orders",
                "Days with an order to expect in the forecast window, by BG/NBD",
                "days",
                ORDERS,
                Aggregation.EXPECTED_ORDERS)),
        extra(
            lifetime(
                "btyd_expected_basket",
                "Spend to expect on a day with an order, by Gamma-Gamma",
                "currency",
                SPEND,
                Aggregation.EXPECTED_BASKET)),
        extra(
            lifetime(
                CustomerFeatures.SPEND_EXPECTED,
                "Spend to expect in the forecast window, by BG/NBD and Gamma-Gamma",
                "currency",
                SPEND,
                Aggregation.EXPECTED_SPEND)),
        extra(
            lifetime(
                CustomerFeatures.SPEND_EXPECTED_IN_SEASON,
                "Spend to expect in the season of the forecast window, by BG/NBD and Gamma-Gamma",
                "currency",
                SPEND,
                Aggregation.EXPECTED_SPEND_IN_SEASON)));
  }
}
