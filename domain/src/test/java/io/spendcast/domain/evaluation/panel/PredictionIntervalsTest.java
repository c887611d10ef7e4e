package io.spendcast.domain.evaluation.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.evaluation.order.OutcomeShape;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PredictionIntervalsTest {
  /** Nineteen rows of forecast 1 with labels 1, 2, …, 19. */
  private static OutcomeShape nineteen() {
    OutcomeShape rows = new OutcomeShape();
    for (int label = 1; label <= 19; label++) {
      rows.add(label, 1);
    }
    return rows;
  }

  @Test
  void bounds_are_the_order_statistics_worked_by_hand() {
    PredictionIntervals intervals = PredictionIntervals.calibrate(nineteen(), 0.8).orElseThrow();
    // Rank ⌊0.1·20⌋ = 2 below; ⌈0.8·20⌉ = 16 from there on, up to label 17 and its bin's end.
    assertThat(intervals.low(1)).isEqualTo(2);
    assertThat(intervals.high(1)).isBetween(17.0, 17 * (1 + 1.0 / 64));
    assertThat(intervals.coverage(nineteen())).isEqualTo(16.0 / 19);
    assertThat(intervals.meanWidth(nineteen())).isEqualTo(intervals.high(1) - intervals.low(1));
  }

  @Test
  void bounds_grow_with_the_forecast() {
    PredictionIntervals intervals = PredictionIntervals.calibrate(nineteen(), 0.8).orElseThrow();
    assertThat(intervals.low(100)).isEqualTo(200);
    assertThat(intervals.high(100)).isEqualTo(100 * intervals.high(1));
  }

  @Test
  void where_many_bought_nothing_all_misses_lie_above() {
    OutcomeShape rows = new OutcomeShape();
    for (int label = 1; label <= 50; label++) {
      rows.add(0, 1);
      rows.add(label, 1);
    }
    PredictionIntervals intervals = PredictionIntervals.calibrate(rows, 0.8).orElseThrow();
    assertThat(intervals.low(1)).isZero();
    // ⌈0.8·101⌉ = 81 of a hundred: 50 zeros and the labels to 31.
    assertThat(intervals.high(1)).isBetween(31.0, 31.5);
    assertThat(intervals.coverage(rows)).isEqualTo(0.81);
  }

  @Test
  void where_nearly_all_bought_nothing_the_interval_reaches_to_the_forecast() {
    OutcomeShape rows = new OutcomeShape();
    for (int i = 0; i < 100; i++) {
      rows.add(i < 90 ? 0 : 500, 50);
    }
    PredictionIntervals intervals = PredictionIntervals.calibrate(rows, 0.8).orElseThrow();
    assertThat(intervals.low(50)).isZero();
    assertThat(intervals.high(50)).isEqualTo(50);
    assertThat(intervals.coverage(rows)).isEqualTo(0.9);
  }

  @Test
  void a_forecast_of_nothing_has_an_interval_too() {
    OutcomeShape rows = new OutcomeShape();
    for (int label = 1; label <= 99; label++) {
      rows.add(label, 0);
    }
    PredictionIntervals intervals = PredictionIntervals.calibrate(rows, 0.8).orElseThrow();
    assertThat(intervals.low(0)).isCloseTo(10, within(0.2));
    assertThat(intervals.high(0)).isCloseTo(90, within(1.5));
  }

  @Test
  void too_few_rows_for_the_probability_give_none() {
    OutcomeShape rows = new OutcomeShape();
    for (int label = 1; label <= 3; label++) {
      rows.add(label, 1);
    }
    assertThat(PredictionIntervals.calibrate(rows, 0.8)).isEmpty();
    assertThat(PredictionIntervals.calibrate(new OutcomeShape(), 0.8)).isEmpty();
  }

  /** Spend that is zero more often, and scatters more, the smaller the forecast is. */
  private static OutcomeShape shoppers(long seed, int customers) {
    Random random = new Random(seed);
    OutcomeShape rows = new OutcomeShape();
    for (int i = 0; i < customers; i++) {
      double size = Math.exp(3 + 1.5 * random.nextGaussian());
      double buys = size / (size + 20);
      double label =
          random.nextDouble() < buys
              ? size / buys * Math.exp(random.nextGaussian() * 0.8 - 0.32)
              : 0;
      rows.add(label, size);
    }
    return rows;
  }

  @Test
  void four_fifths_of_other_customers_lie_within() {
    PredictionIntervals intervals =
        PredictionIntervals.calibrate(shoppers(1, 40_000), 0.8).orElseThrow();
    assertThat(intervals.bands().size()).isBetween(6, 20);
    assertThat(intervals.coverage(shoppers(2, 40_000))).isBetween(0.795, 0.825);
  }

  @Test
  void large_and_small_forecasts_are_covered_alike() {
    PredictionIntervals intervals =
        PredictionIntervals.calibrate(shoppers(1, 40_000), 0.8).orElseThrow();
    Random random = new Random(8);
    for (double forecast : new double[] {10, 30, 100, 400}) {
      double buys = forecast / (forecast + 20);
      int within = 0;
      for (int i = 0; i < 4000; i++) {
        double label =
            random.nextDouble() < buys
                ? forecast / buys * Math.exp(random.nextGaussian() * 0.8 - 0.32)
                : 0;
        if (intervals.low(forecast) <= label && label <= intervals.high(forecast)) {
          within++;
        }
      }
      assertThat(within / 4000.0).as("forecast " + forecast).isBetween(0.75, 0.86);
    }
  }

  @Test
  void survives_as_text() {
    PredictionIntervals intervals =
        PredictionIntervals.calibrate(shoppers(1, 5_000), 0.8).orElseThrow();
    assertThat(PredictionIntervals.parse(intervals.asText())).isEqualTo(intervals);
    assertThat(intervals.asText()).hasSizeLessThan(800);
  }

  @Test
  void refuses_a_text_that_it_did_not_write() {
    assertThatThrownBy(() -> PredictionIntervals.parse("0.8"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PredictionIntervals.parse("0.8;0:1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PredictionIntervals.parse("much"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
