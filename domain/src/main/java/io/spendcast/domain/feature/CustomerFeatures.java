package io.spendcast.domain.feature;

import static io.spendcast.domain.feature.FeatureUse.EXTRA;
import static io.spendcast.domain.feature.FeatureUse.MODEL;
import static io.spendcast.domain.feature.FeatureUse.REPORT;
import static io.spendcast.domain.feature.FeatureWindow.LIFETIME;
import static io.spendcast.domain.feature.Measure.DISCOUNT;
import static io.spendcast.domain.feature.Measure.LINES;
import static io.spendcast.domain.feature.Measure.ORDERS;
import static io.spendcast.domain.feature.Measure.RETURNED;
import static io.spendcast.domain.feature.Measure.SPEND;
import static io.spendcast.domain.feature.Measure.UNITS;
import static io.spendcast.domain.feature.Measure.WEEKEND_ORDERS;

import io.spendcast.domain.Horizon;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.SpendTarget;
import java.util.ArrayList;
import java.util.Collections;
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
          "btyd_alive_probability", "btyd_expected_orders", "btyd_expected_basket", SPEND_EXPECTED);

  /** Forecasts of spend by models of buying. */
  public static final List<String> PURCHASE_FORECASTS = List.of(SPEND_EXPECTED);

  private static final int YEAR = 365;
  private static final int MONTH = 30;

  private CustomerFeatures() {}

  /** The features of a retailer with these channels, without product mix. */
  public static FeatureSet forChannels(List<Channel> channels, Horizon horizon) {
    return of(
        new Catalogue(channels, horizon, Catalogue.WINDOWS, List.of(), Catalogue.Inputs.LEAN));
  }

  /** The features of a catalogue. */
  public static FeatureSet of(Catalogue catalogue) {
    List<FeatureDefinition> features = new ArrayList<>();
    catalogue.channels().forEach(channel -> features.addAll(ofChannel(channel)));
    features.addAll(recency());
    features.addAll(money(catalogue));
    features.addAll(blocks());
    features.addAll(frequency(catalogue));
    features.addAll(basket());
    features.addAll(SeasonFeatures.season());
    features.addAll(SeasonFeatures.purchaseModel());
    features.addAll(exposure());
    features.addAll(productMix(catalogue.categories()));
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

  static FeatureDefinition extra(FeatureDefinition feature) {
    return feature.withUse(EXTRA);
  }

  private static List<FeatureDefinition> ofChannel(Channel channel) {
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

  private static List<FeatureDefinition> recency() {
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

  /** For reports as it is; for models within a year, or they would meet values they never saw. */
  private static List<FeatureDefinition> bounded(FeatureDefinition days) {
    FeatureWindow year = FeatureWindow.last(YEAR);
    return List.of(
        days.withUse(REPORT),
        new FeatureDefinition(
            days.name() + "_within_%s".formatted(year),
            "%s, at most %s".formatted(days.description(), YEAR),
            days.unit(),
            days.measure(),
            days.aggregation(),
            days.sales(),
            year,
            MODEL));
  }

  private static List<FeatureDefinition> money(Catalogue catalogue) {
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

  private static List<FeatureDefinition> blocks() {
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

  private static List<FeatureDefinition> frequency(Catalogue catalogue) {
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

  private static List<FeatureDefinition> basket() {
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

  private static List<FeatureDefinition> exposure() {
    return List.of(
        new FeatureDefinition(
            "observed_history_days",
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

  private static List<FeatureDefinition> productMix(List<String> categories) {
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

  static FeatureDefinition lifetime(
      String name, String description, String unit, Measure measure, Aggregation aggregation) {
    return lifetime(name, description, unit, measure, aggregation, SalesFilter.ALL);
  }

  private static FeatureDefinition lifetime(
      String name,
      String description,
      String unit,
      Measure measure,
      Aggregation aggregation,
      SalesFilter sales) {
    return new FeatureDefinition(
        name, description, unit, measure, aggregation, sales, LIFETIME, MODEL);
  }

  private static FeatureDefinition trailing(
      String name,
      String description,
      String unit,
      Measure measure,
      Aggregation aggregation,
      int days) {
    return new FeatureDefinition(
        name,
        description,
        unit,
        measure,
        aggregation,
        SalesFilter.ALL,
        FeatureWindow.last(days),
        MODEL);
  }
}
