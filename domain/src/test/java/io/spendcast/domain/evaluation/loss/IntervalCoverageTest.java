package io.spendcast.domain.evaluation.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.evaluation.ScoredRows;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Draws many small panels from a known distribution and counts how often an interval holds the
 * truth. Rows of a customer are alike, so an interval that took rows for independent would fail.
 */
class IntervalCoverageTest {
  private static final int PANELS = 120;

  /** A customer's two rows share its size; the model knows half of it on the log scale. */
  private static ScoredRows panel(int customers, Random random) {
    ScoredRows rows = new ScoredRows();
    for (int i = 0; i < customers; i++) {
      double known = 0.5 * random.nextGaussian();
      double hidden = 0.5 * random.nextGaussian();
      double forecast = Math.exp(3 + known + 0.125);
      for (var asOf : List.of(ScoredRows.FIRST, ScoredRows.SECOND)) {
        double label =
            random.nextInt(5) == 0
                ? 0
                : 1.25 * Math.exp(3 + known + hidden) * random.nextDouble() * 2;
        rows.row(asOf, "c" + i, label, List.of(), Math.exp(3.25), forecast);
      }
    }
    return rows;
  }

  private static double covered(Function<PanelErrors, Interval> statistic) {
    double truth = statistic.apply(panel(40_000, new Random(99)).errors()).value();
    Random random = new Random(3);
    int covered = 0;
    for (int i = 0; i < PANELS; i++) {
      Interval interval = statistic.apply(panel(300, random).errors());
      if (interval.low() <= truth && truth <= interval.high()) {
        covered++;
      }
    }
    return (double) covered / PANELS;
  }

  @Test
  void the_bootstrap_interval_of_skill_holds_the_truth_as_often_as_it_says() {
    assertThat(covered(errors -> errors.pooled().skill(1, 0))).isBetween(0.87, 0.99);
  }

  @Test
  void the_bootstrap_interval_of_the_total_holds_the_truth_as_often_as_it_says() {
    assertThat(covered(errors -> errors.pooled().totalSpendError(1))).isBetween(0.87, 0.99);
  }

  @Test
  void the_jackknife_interval_of_the_gini_holds_the_truth_as_often_as_it_says() {
    assertThat(
            covered(
                errors -> errors.shapes().ginis().interval(1, errors.ranking(1).normalisedGini())))
        .isBetween(0.88, 1.0);
  }
}
