package io.spendcast.domain.evaluation.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.evaluation.ScoredRows;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final Offset<Double> ROUNDING = within(1e-12);

  /** Labels 10, 0, 5, 1 of four customers with these forecasts. */
  private static WithinDates of(double a, double b, double c, double d) {
    return new ScoredRows().row(10, a).row(0, b).row(5, c).row(1, d).errors().ranking(0);
  }

  @Test
  void gives_the_values_worked_by_hand() {
    WithinDates ranking = of(4, 3, 2, 1);
    // (2/4)(10 + 10 + 15 + 16)/16 − 5/4 over (2/4)(10 + 15 + 16 + 16)/16 − 5/4
    assertThat(ranking.normalisedGini()).isCloseTo(11.0 / 17, ROUNDING);
    // 1 − 6·(0 + 4 + 1 + 1)/(4·15)
    assertThat(ranking.spearman()).isCloseTo(0.4, ROUNDING);
    assertThat(ranking.areaUnderCurve()).isCloseTo(1.0 / 3, ROUNDING);
    assertThat(ranking.capture(0.01)).isCloseTo(10.0 / 16, ROUNDING);
    assertThat(ranking.capture(0.75)).isCloseTo(15.0 / 16, ROUNDING);
  }

  @Test
  void the_perfect_order_scores_one_and_its_reverse_minus_one() {
    assertThat(of(10, 0, 5, 1).normalisedGini()).isCloseTo(1, ROUNDING);
    assertThat(of(10, 0, 5, 1).spearman()).isCloseTo(1, ROUNDING);
    assertThat(of(10, 0, 5, 1).areaUnderCurve()).isCloseTo(1, ROUNDING);
    assertThat(of(0, 10, 1, 5).normalisedGini()).isCloseTo(-1, ROUNDING);
    assertThat(of(0, 10, 1, 5).spearman()).isCloseTo(-1, ROUNDING);
  }

  @Test
  void ties_count_with_the_mean_over_their_orders() {
    WithinDates ranking = of(2, 2, 1, 1);
    double mean =
        (of(4, 3, 2, 1).normalisedGini()
                + of(3, 4, 2, 1).normalisedGini()
                + of(4, 3, 1, 2).normalisedGini()
                + of(3, 4, 1, 2).normalisedGini())
            / 4;
    assertThat(ranking.normalisedGini()).isCloseTo(4.0 / 17, ROUNDING).isCloseTo(mean, ROUNDING);
    assertThat(ranking.capture(0.01)).isCloseTo(5.0 / 16, ROUNDING);
    assertThat(ranking.areaUnderCurve()).isCloseTo(0.5 / 3, ROUNDING);
  }

  @Test
  void a_constant_forecast_scores_exactly_nothing() {
    WithinDates ranking = of(3.3, 3.3, 3.3, 3.3);
    assertThat(ranking.normalisedGini()).isZero();
    assertThat(ranking.spearman()).isNaN();
    assertThat(ranking.areaUnderCurve()).isEqualTo(0.5);
    assertThat(ranking.capture(0.5)).isCloseTo(0.5, ROUNDING);
  }

  @Test
  void is_undefined_where_nobody_spent_anything_or_everybody_the_same() {
    WithinDates nothing = new ScoredRows().row(0, 1).row(0, 2).errors().ranking(0);
    assertThat(nothing.normalisedGini()).isNaN();
    assertThat(nothing.spearman()).isNaN();
    assertThat(nothing.areaUnderCurve()).isNaN();
    assertThat(nothing.capture(0.1)).isNaN();
    assertThat(nothing.decileError()).isNaN();
    assertThat(nothing.gains()).isEmpty();
    WithinDates same = new ScoredRows().row(7, 1).row(7, 2).errors().ranking(0);
    assertThat(same.normalisedGini()).isNaN();
    assertThat(same.spearman()).isNaN();
  }

  @Test
  void deciles_go_from_the_lowest_forecasts_to_the_highest() {
    ScoredRows rows = new ScoredRows();
    for (int i = 0; i < 20; i++) {
      rows.row(2 * (1 << i), 1 << i);
    }
    WithinDates ranking = rows.errors().ranking(0);
    assertThat(ranking.deciles()).hasSize(10);
    assertThat(ranking.deciles().get(0)).isEqualTo(new Decile(1, 2, 1.5, 3));
    assertThat(ranking.deciles().get(9).rank()).isEqualTo(10);
    assertThat(ranking.deciles())
        .allMatch(d -> Math.abs(d.meanLabel() / d.meanPrediction() - 2) < 1e-9);
    assertThat(ranking.decileError()).isCloseTo(0.5, ROUNDING);
  }

  @Test
  void fewer_rows_than_deciles_leave_some_out_and_lose_none() {
    assertThat(of(4, 3, 2, 1).deciles()).hasSize(4);
    assertThat(of(4, 3, 2, 1).deciles().stream().mapToLong(Decile::rows).sum()).isEqualTo(4);
  }

  @Test
  void gains_end_with_everything() {
    assertThat(of(4, 3, 2, 1).gains()).hasSize(20);
    assertThat(of(4, 3, 2, 1).gains().get(4)).isEqualTo(new Gain(0.25, 10.0 / 16));
    assertThat(of(4, 3, 2, 1).gains().get(19)).isEqualTo(new Gain(1, 1));
  }

  /** The definition on sorted rows, without bins, beside the bins. */
  @Test
  void many_rows_score_as_their_exact_order_does() {
    Random random = new Random(2);
    int rows = 20_000;
    double[] labels = new double[rows];
    double[] forecasts = new double[rows];
    ScoredRows scored = new ScoredRows();
    for (int i = 0; i < rows; i++) {
      double size = Math.exp(3 + random.nextGaussian());
      labels[i] = random.nextInt(4) == 0 ? size * Math.exp(random.nextGaussian()) : 0;
      forecasts[i] = size / 4;
      scored.row(labels[i], forecasts[i]);
    }
    assertThat(scored.errors(7).ranking(0).normalisedGini())
        .isCloseTo(gini(labels, forecasts) / gini(labels, labels), within(1e-4));
  }

  private static double gini(double[] labels, double[] by) {
    Integer[] order = new Integer[by.length];
    java.util.Arrays.setAll(order, i -> i);
    java.util.Arrays.sort(order, (a, b) -> Double.compare(by[b], by[a]));
    double total = java.util.Arrays.stream(labels).sum();
    double cumulative = 0;
    double area = 0;
    for (int i : order) {
      cumulative += labels[i] / total;
      area += cumulative;
    }
    return 2 * area / by.length - (by.length + 1.0) / by.length;
  }

  @Test
  void no_measure_depends_on_how_the_rows_are_spread() {
    Random random = new Random(4);
    ScoredRows rows = new ScoredRows();
    for (int i = 0; i < 500; i++) {
      rows.row(random.nextInt(3) * random.nextInt(50), random.nextInt(20));
    }
    WithinDates one = rows.errors(1).ranking(0);
    WithinDates many = rows.errors(13).ranking(0);
    assertThat(many.normalisedGini()).isEqualTo(one.normalisedGini());
    assertThat(many.spearman()).isEqualTo(one.spearman());
    assertThat(many.deciles()).isEqualTo(one.deciles());
    assertThat(many.gains()).isEqualTo(one.gains());
  }

  @Test
  void who_says_one_number_a_date_orders_nobody_whatever_it_knows_of_the_season() {
    Random random = new Random(5);
    ScoredRows rows = new ScoredRows();
    for (int i = 0; i < 137; i++) {
      double spend = random.nextInt(3) * Math.exp(random.nextGaussian());
      rows.row(ScoredRows.FIRST, "c" + i, spend, List.of(), 1);
      if (i % 2 == 0) {
        rows.row(ScoredRows.SECOND, "c" + i, 9 * spend, List.of(), 9);
      }
    }
    PanelErrors errors = rows.errors(3);
    WithinDates ranking = errors.ranking(0);
    assertThat(ranking.normalisedGini()).isZero();
    assertThat(ranking.spearman()).isNaN();
    assertThat(ranking.areaUnderCurve()).isCloseTo(0.5, ROUNDING);
    assertThat(ranking.capture(0.1)).isLessThanOrEqualTo(0.1);
    assertThat(ranking.gains())
        .allSatisfy(g -> assertThat(g.spend()).isCloseTo(g.customers(), ROUNDING));
    double first = ranking.deciles().get(0).meanLabel();
    assertThat(ranking.deciles())
        .hasSize(10)
        .allSatisfy(decile -> assertThat(decile.meanLabel()).isCloseTo(first, within(1e-9)));
    Interval gini = errors.shapes().ginis().interval(0, ranking.normalisedGini());
    assertThat(gini).isEqualTo(new Interval(0, 0, 0));
  }

  @Test
  void dates_count_with_their_rows() {
    ScoredRows rows = new ScoredRows();
    rows.row(ScoredRows.FIRST, "a", 1, List.of(), 1).row(ScoredRows.FIRST, "b", 2, List.of(), 2);
    rows.row(ScoredRows.SECOND, "a", 1, List.of(), 3)
        .row(ScoredRows.SECOND, "b", 1, List.of(), 2)
        .row(ScoredRows.SECOND, "c", 2, List.of(), 1);
    WithinDates ranking = rows.errors().ranking(0);
    assertThat(ranking.normalisedGini()).isCloseTo((2 * 1 + 3 * -1) / 5.0, ROUNDING);
  }
}
