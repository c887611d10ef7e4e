package io.spendcast.domain.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.Horizon;
import io.spendcast.domain.sales.Channel;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomerFeaturesTest {
  private static final Horizon QUARTER = new Horizon(90, 0);
  private static final FeatureSet FEATURES =
      CustomerFeatures.forChannels(List.of(new Channel("store"), new Channel("web")), QUARTER);

  @Test
  void has_the_features_that_the_outside_relies_on() {
    assertThat(FEATURES.names())
        .contains(
            "total_store_sales",
            "total_web_sales",
            "avg_basket_value",
            "days_since_last_purchase",
            "rolling_30d_spend",
            CustomerFeatures.SPEND_LAST_HORIZON,
            CustomerFeatures.HORIZON_SEASON_WEIGHT);
  }

  @Test
  void keeps_lifetime_sums_from_the_models() {
    assertThat(FEATURES.inputs())
        .doesNotContain("total_store_sales", "total_web_sales")
        .contains("store_spend_rate_30d", "web_spend_rate_30d", "rolling_30d_spend");
  }

  @Test
  void every_channel_has_its_own_features() {
    FeatureSet one = CustomerFeatures.forChannels(List.of(new Channel("kiosk")), QUARTER);
    assertThat(one.names()).contains("total_kiosk_sales").doesNotContain("total_store_sales");
  }

  @Test
  void the_fingerprint_tells_definitions_and_horizons_apart() {
    FeatureSet longer =
        CustomerFeatures.forChannels(
            List.of(new Channel("store"), new Channel("web")), new Horizon(91, 0));
    FeatureSet fewer =
        new FeatureSet(FEATURES.definitions().subList(1, FEATURES.definitions().size()), QUARTER);
    assertThat(FEATURES.fingerprint())
        .isNotEqualTo(longer.fingerprint())
        .isNotEqualTo(fewer.fingerprint())
        .isEqualTo(
            CustomerFeatures.forChannels(List.of(new Channel("store"), new Channel("web")), QUARTER)
                .fingerprint());
  }

  @Test
  void a_category_has_a_column_and_the_others_share_one() {
    FeatureSet mixed =
        CustomerFeatures.of(
            new Catalogue(
                List.of(new Channel("web")), QUARTER, List.of(), List.of("Books", "Toys & Games")));
    assertThat(mixed.names())
        .contains(
            "category_books_spend_share",
            "category_toys_games_spend_share",
            "category_other_spend_share");
    assertThat(FEATURES.names()).noneMatch(name -> name.startsWith("category_"));
  }

  @Test
  void the_windows_have_columns_of_spend_and_orders() {
    FeatureSet windows =
        CustomerFeatures.of(
            new Catalogue(List.of(new Channel("web")), QUARTER, List.of(60, 7, 90), List.of()));
    assertThat(windows.names())
        .contains("spend_last_7d", "spend_last_60d", "orders_last_7d", "orders_last_90d")
        .doesNotContain("spend_last_90d", "orders_last_365d");
  }
}
