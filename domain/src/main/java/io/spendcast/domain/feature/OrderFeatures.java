package io.spendcast.domain.feature;

import static io.spendcast.domain.feature.CatalogueEntry.bounded;
import static io.spendcast.domain.feature.CatalogueEntry.extra;
import static io.spendcast.domain.feature.CatalogueEntry.lifetime;
import static io.spendcast.domain.feature.CatalogueEntry.trailing;
import static io.spendcast.domain.feature.Measure.DISCOUNT;
import static io.spendcast.domain.feature.Measure.LINES;
import static io.spendcast.domain.feature.Measure.ORDERS;
import static io.spendcast.domain.feature.Measure.RETURNED;
import static io.spendcast.domain.feature.Measure.SPEND;
import static io.spendcast.domain.feature.Measure.UNITS;
import static io.spendcast.domain.feature.Measure.WEEKEND_ORDERS;

import java.util.ArrayList;
import java.util.List;

/** How often customers order, and what is in an order. */
final class OrderFeatures {
  private static final int YEAR = 365;

  private OrderFeatures() {}

  static List<FeatureDefinition> frequency(Catalogue catalogue) {
    List<FeatureDefinition> features = new ArrayList<>();
    for (int days : catalogue.windows()) {
      features.add(
          trailing(
              "orders_last_%sd".formatted(days),
              "Orders of the last %s days".formatted(days),
              "orders",
              ORDERS,
              Aggregation.SUM,
              days));
    }
    features.add(
        lifetime(
            "order_rate_30d",
            "Orders per 30 days of observed history",
            "orders per 30 days",
            ORDERS,
            Aggregation.RATE_30D));
    features.add(
        lifetime(
            "orders_at_tenure_rate",
            "Orders after the first day, per day since it, times the forecast window's days",
            "orders",
            ORDERS,
            Aggregation.RATE_TENURE));
    features.addAll(
        bounded(
            lifetime(
                "mean_gap_days",
                "Mean days between days with an order",
                "days",
                ORDERS,
                Aggregation.GAP_MEAN)));
    features.add(
        extra(
            lifetime(
                "gap_variation",
                "Standard deviation of the gaps between days with an order, over their mean",
                "ratio",
                ORDERS,
                Aggregation.GAP_VARIATION)));
    features.add(
        extra(
            lifetime(
                "weekend_order_share",
                "Share of the orders on Saturdays and Sundays",
                "share",
                WEEKEND_ORDERS,
                Aggregation.PER_ORDER)));
    return features;
  }

  static List<FeatureDefinition> basket() {
    return List.of(
        lifetime("avg_basket_value", "Spend per order", "currency", SPEND, Aggregation.PER_ORDER),
        extra(
            lifetime(
                "lines_per_order", "Order lines per order", "lines", LINES, Aggregation.PER_ORDER)),
        extra(
            lifetime("units_per_order", "Units per order", "units", UNITS, Aggregation.PER_ORDER)),
        lifetime("avg_unit_price", "Spend per unit", "currency", SPEND, Aggregation.PER_UNIT),
        extra(
            lifetime(
                "discount_rate",
                "Share of the list price that was taken off",
                "share",
                DISCOUNT,
                Aggregation.DISCOUNT_RATE)),
        lifetime(
            "returned_rate_30d",
            "Amount returned per 30 days of observed history",
            "currency per 30 days",
            RETURNED,
            Aggregation.RATE_30D),
        extra(
            trailing(
                "returned_last_365d",
                "Amount returned in the last year",
                "currency",
                RETURNED,
                Aggregation.SUM,
                YEAR)),
        extra(
            lifetime(
                "returned_share",
                "Amount returned as a share of spend",
                "share",
                RETURNED,
                Aggregation.PER_SPEND)));
  }

  static List<FeatureDefinition> productMix(List<String> categories) {
    List<FeatureDefinition> features = new ArrayList<>();
    for (String category : categories) {
      features.add(
          extra(
              lifetime(
                  "category_%s_spend_share".formatted(FeatureNames.identifier(category)),
                  "Share of spend in the category " + category,
                  "share",
                  SPEND,
                  Aggregation.SHARE,
                  SalesFilter.ofCategory(category))));
    }
    if (!categories.isEmpty()) {
      features.add(
          extra(
              lifetime(
                  "category_other_spend_share",
                  "Share of spend outside the categories of the product mix",
                  "share",
                  SPEND,
                  Aggregation.OTHER_SHARE)));
    }
    return features;
  }
}
