package io.spendcast.domain.evaluation.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlicingTest {
  private static final Slicing SLICING =
      Slicing.of(
          List.of(
              "spend_last_horizon",
              "store_spend_share",
              "web_spend_share",
              "category_shoes_spend_share",
              "tenure_days"));

  private static String mix(double store, double web) {
    return SLICING.properties(new double[] {store, web, 100}).get(0).value();
  }

  private static String tenure(double days) {
    return SLICING.properties(new double[] {1, 0, days}).get(1).value();
  }

  @Test
  void reads_what_tells_channel_mix_and_tenure() {
    assertThat(SLICING.columns())
        .containsExactly("store_spend_share", "web_spend_share", "tenure_days");
  }

  @Test
  void the_channel_mix_is_where_a_customer_spent() {
    assertThat(mix(1, 0)).isEqualTo("store only");
    assertThat(mix(0, 1)).isEqualTo("web only");
    assertThat(mix(0.5, 0.5)).isEqualTo("several");
    assertThat(mix(Double.NaN, Double.NaN)).isEqualTo("no spend yet");
  }

  @Test
  void tenure_has_half_open_classes() {
    assertThat(tenure(89)).isEqualTo("under 90 days");
    assertThat(tenure(90)).isEqualTo("90 days to a year");
    assertThat(tenure(364)).isEqualTo("90 days to a year");
    assertThat(tenure(365)).isEqualTo("one to two years");
    assertThat(tenure(730)).isEqualTo("two years or more");
    assertThat(tenure(Double.NaN)).isEqualTo("unknown");
  }

  @Test
  void a_channel_with_a_longer_name_is_one_too() {
    Slicing slicing = Slicing.of(List.of("a_spend_share__0f3a", "channel_category_b_spend_share"));
    assertThat(slicing.properties(new double[] {1, 0}).get(0).value()).isEqualTo("a only");
    assertThat(slicing.properties(new double[] {0, 1}).get(0).value())
        .isEqualTo("channel_category_b only");
  }

  @Test
  void without_such_features_there_are_no_slices() {
    assertThat(Slicing.of(List.of("spend_last_horizon")).properties(new double[0])).isEmpty();
  }
}
