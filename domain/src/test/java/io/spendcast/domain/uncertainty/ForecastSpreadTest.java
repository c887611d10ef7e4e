package io.spendcast.domain.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.uncertainty.ForecastSpread.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastSpreadTest {
  private static final ForecastSpread SPREAD =
      new ForecastSpread(
          0.8, 1.28, 0, List.of(new Point(1, 0.1, 9), new Point(4, 0.3, 5), new Point(16, 0.9, 2)));

  private static Outcomes alike(int rows, int buyers, double forecast, double error) {
    return new Outcomes(
        rows, buyers, rows * forecast, rows * forecast * forecast, rows * error * error);
  }

  private static DateOutcomes date(double spend, Outcomes... outcomes) {
    double forecast = List.of(outcomes).stream().mapToDouble(Outcomes::forecast).sum();
    return new DateOutcomes(spend, forecast, List.of(outcomes));
  }

  @Test
  void a_probability_lies_between_those_of_the_nearest_sizes() {
    assertThat(SPREAD.probabilityOfSpend(4)).isEqualTo(0.3);
    assertThat(SPREAD.probabilityOfSpend(8)).isCloseTo(0.6, within(1e-12));
    assertThat(SPREAD.probabilityOfSpend(0)).isEqualTo(0.1);
    assertThat(SPREAD.probabilityOfSpend(1e9)).isEqualTo(0.9);
  }

  @Test
  void a_variance_lies_on_a_power_of_the_forecast() {
    assertThat(SPREAD.variance(4)).isCloseTo(4 * 4 * 5, within(1e-9));
    assertThat(SPREAD.variance(8)).isCloseTo(Math.sqrt(80 * 512), within(1e-9));
    assertThat(SPREAD.variance(0)).isCloseTo(0.01 * 9, within(1e-9));
  }

  @Test
  void a_variance_beyond_what_was_seen_goes_on_as_before() {
    double slope = Math.log(512 / 80.0) / Math.log(4);
    assertThat(SPREAD.variance(160)).isCloseTo(512 * Math.pow(10, slope), within(1e-6));
    ForecastSpread one = new ForecastSpread(0.8, 1.28, 0, List.of(new Point(10, 0.5, 2)));
    assertThat(one.variance(100)).isCloseTo(100 * 100 * 2, within(1e-6));
  }

  @Test
  void what_customers_do_each_for_himself_evens_out() {
    SpendRange one = SPREAD.range(16, SPREAD.variance(16));
    SpendRange many = SPREAD.range(16 * 10_000, 10_000 * SPREAD.variance(16));
    assertThat(one.high() / 16).isGreaterThan(3);
    assertThat(many.low() / 160_000).isBetween(0.98, 0.99);
    assertThat(many.high() / 160_000).isBetween(1.01, 1.02);
  }

  @Test
  void what_all_have_in_common_does_not_even_out() {
    ForecastSpread shared = new ForecastSpread(0.8, 1.28, 0.1, SPREAD.points());
    SpendRange many = shared.range(1e9, 1e9);
    assertThat(many.low() / 1e9).isCloseTo(Math.exp(-0.128), within(1e-6));
    assertThat(many.high() / 1e9).isCloseTo(Math.exp(0.128), within(1e-6));
  }

  @Test
  void nothing_forecast_has_no_range() {
    assertThat(SPREAD.range(0, 1)).isEqualTo(new SpendRange(0, 0));
  }

  @Test
  void the_share_of_buyers_and_the_scatter_are_those_of_each_size() {
    DateOutcomes date = date(13_200, alike(400, 40, 3, 9), alike(400, 200, 30, 15));
    List<Point> points = ForecastSpread.of(List.of(date)).orElseThrow().points();
    assertThat(points).containsExactly(new Point(3, 0.1, 9), new Point(30, 0.5, 0.25));
  }

  @Test
  void too_few_of_a_size_join_their_neighbours() {
    DateOutcomes date = date(1_000, alike(400, 40, 3, 9), alike(10, 10, 30, 15));
    assertThat(ForecastSpread.of(List.of(date)).orElseThrow().points()).hasSize(1);
  }

  @Test
  void a_level_that_was_off_at_every_date_widens_the_range() {
    Outcomes many = alike(1_000_000, 500_000, 8, 8);
    ForecastSpread right =
        ForecastSpread.of(List.of(date(8e6, many), date(8e6, many))).orElseThrow();
    ForecastSpread off = ForecastSpread.of(List.of(date(9e6, many), date(7e6, many))).orElseThrow();
    assertThat(right.level()).isZero();
    assertThat(off.level()).isBetween(0.2, 0.4);
  }

  @Test
  void without_spend_or_rows_there_is_no_spread() {
    assertThat(ForecastSpread.of(List.of())).isEmpty();
    assertThat(ForecastSpread.of(List.of(date(0, alike(400, 0, 3, 3))))).isEmpty();
    assertThat(ForecastSpread.of(List.of(date(5)))).isEmpty();
  }

  @Test
  void a_spread_is_read_back_from_its_text() {
    assertThat(ForecastSpread.parse(SPREAD.asText())).isEqualTo(SPREAD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "wide", "0.8:1:0", "0.8:1:0;1:2", "0.8:1:-1;1:0.5:2", "2:1:0;1:0.5:2"})
  void any_other_text_is_refused(String text) {
    assertThatThrownBy(() -> ForecastSpread.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
