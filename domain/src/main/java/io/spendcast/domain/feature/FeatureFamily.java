package io.spendcast.domain.feature;

/** What features are about, in the words of somebody who runs a shop. */
public enum FeatureFamily {
  /** How long ago the last purchase was. */
  RECENCY("how recently they bought"),
  /** Spend of the last months. */
  LATELY("what they spent lately"),
  /** The rate of spend over all the time. */
  HABIT("what they usually spend"),
  /** Orders and the gaps between them. */
  FREQUENCY("how often they buy"),
  /** Size of an order and what is in it. */
  BASKET("their usual basket"),
  /** The season of the forecast window and its days a year ago. */
  SEASON("the season, and last year's"),
  /** Time since the first order. */
  TENURE("how long they have been customers"),
  /** Channels. */
  CHANNELS("where they buy"),
  /** Categories of items. */
  PRODUCTS("what they buy"),
  /** Returns. */
  RETURNS("what they send back");

  private final String words;

  FeatureFamily(String words) {
    this.words = words;
  }

  /** As people read it, after "because of". */
  public String words() {
    return words;
  }

  /** Of a feature. */
  public static FeatureFamily of(FeatureDefinition feature) {
    if (feature.measure() == Measure.RETURNED) {
      return RETURNS;
    }
    if (feature.sales().isOfCategory()) {
      return PRODUCTS;
    }
    FeatureFamily family = of(feature, feature.measure() == Measure.SPEND);
    return family == RECENCY || feature.sales().equals(SalesFilter.ALL) ? family : CHANNELS;
  }

  private static FeatureFamily of(FeatureDefinition feature, boolean isSpend) {
    return switch (feature.aggregation()) {
      case DAYS_SINCE_LAST, GAPS_SINCE_LAST, ALIVE_PROBABILITY -> RECENCY;
      case SUM, CHANGE, BLOCK_TREND -> isSpend ? LATELY : FREQUENCY;
      case RATE_30D,
          RATE_TENURE,
          RATE_SEASON,
          RATE_TENURE_SEASON,
          BLOCK_MEAN,
          BLOCK_MAX,
          EXPECTED_SPEND,
          EXPECTED_SPEND_IN_SEASON ->
          isSpend ? HABIT : FREQUENCY;
      case GAP_MEAN, GAP_VARIATION, BLOCK_EMPTY, EXPECTED_ORDERS -> FREQUENCY;
      case PER_ORDER, PER_UNIT, PER_SPEND, DISCOUNT_RATE, EXPECTED_BASKET, FIRST_DAY -> BASKET;
      case SEASON_WEIGHT, LAST_YEAR -> SEASON;
      case DAYS_SINCE_FIRST, OBSERVED_DAYS, FULL_LOOKBACK -> TENURE;
      case SHARE, LAST_IS_HERE -> CHANNELS;
      case OTHER_SHARE -> PRODUCTS;
    };
  }
}
