package io.spendcast.domain.feature;

import static io.spendcast.domain.feature.Aggregation.CHANGE;
import static io.spendcast.domain.feature.Aggregation.CHANNEL_SHARE;
import static io.spendcast.domain.feature.Aggregation.DAYS_SINCE_FIRST;
import static io.spendcast.domain.feature.Aggregation.DAYS_SINCE_LAST;
import static io.spendcast.domain.feature.Aggregation.FULL_LOOKBACK;
import static io.spendcast.domain.feature.Aggregation.LAST_YEAR;
import static io.spendcast.domain.feature.Aggregation.PER_ORDER;
import static io.spendcast.domain.feature.Aggregation.RATE_30D;
import static io.spendcast.domain.feature.Aggregation.SEASON_WEIGHT;
import static io.spendcast.domain.feature.Aggregation.SUM;
import static io.spendcast.domain.feature.FeatureUse.MODEL;
import static io.spendcast.domain.feature.FeatureUse.REPORT;
import static io.spendcast.domain.feature.FeatureWindow.LIFETIME;
import static io.spendcast.domain.feature.Measure.LINES;
import static io.spendcast.domain.feature.Measure.ORDERS;
import static io.spendcast.domain.feature.Measure.RETURNED;
import static io.spendcast.domain.feature.Measure.SPEND;
import static io.spendcast.domain.feature.Measure.UNITS;

import io.spendcast.domain.Horizon;
import io.spendcast.domain.feature.FeatureDefinition.ChannelFilter;
import io.spendcast.domain.sales.Channel;
import java.util.ArrayList;
import java.util.List;

/**
 * The catalogue of customer features.
 *
 * <p>Lifetime sums grow with the history behind an as-of date, so models would read time from them;
 * they enter models as rates only, and the sums themselves are for reports.
 */
public final class CustomerFeatures {
  /** Spend of the last horizon's length; the persistence baseline. */
  public static final String SPEND_LAST_HORIZON = "spend_last_horizon";

  /** Season weight of the forecast window; the seasonal mean scales with it. */
  public static final String HORIZON_SEASON_WEIGHT = "horizon_season_weight";

  private static final int YEAR = 365;

  private CustomerFeatures() {}

  /** The features of a retailer with these channels, for forecasts of this horizon. */
  public static FeatureSet forChannels(List<Channel> channels, Horizon horizon) {
    List<FeatureDefinition> features = new ArrayList<>();
    for (Channel channel : channels) {
      features.addAll(ofChannel(channel));
    }
    features.addAll(money(horizon));
    features.addAll(frequency());
    features.addAll(season());
    return new FeatureSet(features, horizon);
  }

  private static List<FeatureDefinition> ofChannel(Channel channel) {
    ChannelFilter only = ChannelFilter.only(channel);
    return List.of(
        new FeatureDefinition(
            "total_%s_sales".formatted(channel),
            "Everything ever bought in this channel",
            "currency",
            SPEND,
            SUM,
            only,
            LIFETIME,
            REPORT),
        new FeatureDefinition(
            "%s_spend_rate_30d".formatted(channel),
            "Spend in this channel per 30 days of observed history",
            "currency per 30 days",
            SPEND,
            RATE_30D,
            only,
            LIFETIME,
            MODEL),
        new FeatureDefinition(
            "%s_spend_share".formatted(channel),
            "This channel's share of everything ever bought",
            "share",
            SPEND,
            CHANNEL_SHARE,
            only,
            LIFETIME,
            MODEL),
        new FeatureDefinition(
            "days_since_last_%s_purchase".formatted(channel),
            "Days since the last order in this channel",
            "days",
            ORDERS,
            DAYS_SINCE_LAST,
            only,
            LIFETIME,
            MODEL));
  }

  private static List<FeatureDefinition> money(Horizon horizon) {
    return List.of(
        all("avg_basket_value", "Spend per order", "currency", SPEND, PER_ORDER, LIFETIME),
        all("rolling_30d_spend", "Spend of the last 30 days", "currency", SPEND, SUM, last(30)),
        all(
            SPEND_LAST_HORIZON,
            "Spend of the last days, as many as are forecast",
            "currency",
            SPEND,
            SUM,
            last(horizon.days())),
        all("spend_last_365d", "Spend of the last year", "currency", SPEND, SUM, last(YEAR)),
        all(
            "spend_rate_30d",
            "Spend per 30 days of observed history",
            "currency per 30 days",
            SPEND,
            RATE_30D,
            LIFETIME),
        all(
            "spend_change_180d",
            "Spend of the last 180 days minus the 180 days before",
            "currency",
            SPEND,
            CHANGE,
            last(180)),
        all(
            "returned_rate_30d",
            "Amount returned per 30 days of observed history",
            "currency per 30 days",
            RETURNED,
            RATE_30D,
            LIFETIME));
  }

  private static List<FeatureDefinition> frequency() {
    return List.of(
        all(
            "days_since_last_purchase",
            "Days since the last order in any channel",
            "days",
            ORDERS,
            DAYS_SINCE_LAST,
            LIFETIME),
        all(
            "tenure_days",
            "Days since the first order in any channel",
            "days",
            ORDERS,
            DAYS_SINCE_FIRST,
            LIFETIME),
        all("orders_last_90d", "Orders of the last 90 days", "orders", ORDERS, SUM, last(90)),
        all("orders_last_365d", "Orders of the last year", "orders", ORDERS, SUM, last(YEAR)),
        all(
            "order_rate_30d",
            "Orders per 30 days of observed history",
            "orders per 30 days",
            ORDERS,
            RATE_30D,
            LIFETIME),
        all("lines_per_order", "Order lines per order", "lines", LINES, PER_ORDER, LIFETIME),
        all("units_per_order", "Units per order", "units", UNITS, PER_ORDER, LIFETIME));
  }

  private static List<FeatureDefinition> season() {
    return List.of(
        all(
            HORIZON_SEASON_WEIGHT,
            "Share of the population's yearly spend in the forecast window's calendar days",
            "share",
            SPEND,
            SEASON_WEIGHT,
            LIFETIME),
        all(
            "same_window_last_year_spend",
            "Spend in the forecast window's calendar days one year earlier",
            "currency",
            SPEND,
            LAST_YEAR,
            LIFETIME),
        all(
            "has_full_lookback_365d",
            "Whether the sales history covers the last year",
            "flag",
            SPEND,
            FULL_LOOKBACK,
            last(YEAR)));
  }

  private static FeatureDefinition all(
      String name,
      String description,
      String unit,
      Measure measure,
      Aggregation aggregation,
      FeatureWindow window) {
    return new FeatureDefinition(
        name, description, unit, measure, aggregation, ChannelFilter.ALL, window, MODEL);
  }

  private static FeatureWindow last(int days) {
    return FeatureWindow.last(days);
  }
}
