package io.spendcast.domain.feature;

import static io.spendcast.domain.feature.CatalogueEntry.bounded;
import static io.spendcast.domain.feature.CatalogueEntry.extra;
import static io.spendcast.domain.feature.CatalogueEntry.lifetime;
import static io.spendcast.domain.feature.FeatureUse.REPORT;
import static io.spendcast.domain.feature.FeatureWindow.LIFETIME;
import static io.spendcast.domain.feature.Measure.ORDERS;
import static io.spendcast.domain.feature.Measure.SPEND;

import io.spendcast.domain.sales.Channel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a customer buys in one channel. */
final class ChannelFeatures {
  private ChannelFeatures() {}

  static List<FeatureDefinition> of(Channel channel) {
    SalesFilter only = SalesFilter.of(channel);
    String label = label(channel);
    List<FeatureDefinition> features = new ArrayList<>();
    Collections.addAll(
        features,
        new FeatureDefinition(
            "total_%s_sales".formatted(channel),
            "Everything ever bought in this channel",
            "currency",
            SPEND,
            Aggregation.SUM,
            only,
            LIFETIME,
            REPORT),
        lifetime(
            "%s_spend_rate_30d".formatted(label),
            "Spend in this channel per 30 days of observed history",
            "currency per 30 days",
            SPEND,
            Aggregation.RATE_30D,
            only),
        lifetime(
            "%s_spend_share".formatted(label),
            "This channel's share of everything ever bought",
            "share",
            SPEND,
            Aggregation.SHARE,
            only),
        extra(
            lifetime(
                "%s_order_share".formatted(label),
                "This channel's share of all orders",
                "share",
                ORDERS,
                Aggregation.SHARE,
                only)),
        extra(
            lifetime(
                "last_purchase_in_%s".formatted(channel),
                "Whether the last day with an order had one in this channel",
                "flag",
                ORDERS,
                Aggregation.LAST_IS_HERE,
                only)));
    features.addAll(
        bounded(
            lifetime(
                "days_since_last_%s_purchase".formatted(channel),
                "Days since the last order in this channel",
                "days",
                ORDERS,
                Aggregation.DAYS_SINCE_LAST,
                only)));
    return features;
  }

  /** A name that begins with category is a category's. */
  private static String label(Channel channel) {
    return channel.name().startsWith("category_") ? "channel_" + channel : channel.name();
  }
}
