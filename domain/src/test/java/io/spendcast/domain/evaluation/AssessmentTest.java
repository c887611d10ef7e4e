package io.spendcast.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import io.spendcast.domain.evaluation.panel.Property;
import io.spendcast.domain.training.Algorithm;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AssessmentTest {
  private static final List<Algorithm> CANDIDATES = List.of(Algorithm.ZERO, Algorithm.XGBOOST);

  private static Assessment assessed(PanelErrors errors) {
    return new Assessment(CANDIDATES, errors, 0, errors.shapes().ginis());
  }

  private static Evaluation learner(ScoredRows rows) {
    return assessed(rows.errors()).of(1);
  }

  /** Customers at two dates who spend nothing half of the time; the learner knows the mean. */
  private static ScoredRows shoppers(int customers) {
    Random random = new Random(6);
    ScoredRows rows = new ScoredRows();
    for (int i = 0; i < customers; i++) {
      double mean = Math.exp(3 + random.nextGaussian());
      List<Property> properties =
          List.of(
              new Property("tenure", mean > 20 ? "long" : "short"),
              new Property("channel mix", i % 3 == 0 ? "web only" : "store only"));
      for (var asOf : List.of(ScoredRows.SECOND, ScoredRows.FIRST)) {
        double label = random.nextBoolean() ? 2 * mean * random.nextDouble() * 2 : 0;
        rows.row(asOf, "c" + i, label, properties, 0, mean);
      }
    }
    return rows;
  }

  @Test
  void gives_the_errors_worked_by_hand() {
    Map<Metric, Double> metrics =
        learner(new ScoredRows().row(4, 0, 1).row(16, 0, 9).row(0, 0, 4)).metrics();
    assertThat(metrics.get(Metric.MAE)).isCloseTo(14.0 / 3, within(1e-12));
    assertThat(metrics.get(Metric.WAPE)).isCloseTo(14.0 / 20, within(1e-12));
    // 4(2−1)²/1, 4(4−3)²/3, 4(0−2)²/2
    assertThat(metrics.get(Metric.TWEEDIE_DEVIANCE))
        .isCloseTo((4 + 4.0 / 3 + 8) / 3, within(1e-12));
    assertThat(metrics.get(Metric.MSE_SKILL)).isCloseTo(1 - 74.0 / 272, within(1e-12));
    assertThat(metrics.get(Metric.TOTAL_SPEND_ERROR)).isCloseTo(14.0 / 20 - 1, within(1e-12));
  }

  @Test
  void a_forecast_of_nothing_has_the_deviance_of_the_floor() {
    Evaluation zero = assessed(new ScoredRows().row(4, 0, 1).errors()).of(0);
    assertThat(zero.metrics().get(Metric.TWEEDIE_DEVIANCE))
        .isCloseTo(4 * 1.9 * 1.9 / 0.1, within(1e-9));
  }

  @Test
  void tells_every_metric_pooled_and_by_as_of() {
    Evaluation evaluation = learner(shoppers(400));
    assertThat(evaluation.metrics()).containsOnlyKeys(Metric.values());
    assertThat(evaluation.undefined()).isEmpty();
    assertThat(evaluation.byAsOf())
        .extracting("asOf")
        .containsExactly(ScoredRows.FIRST, ScoredRows.SECOND);
    assertThat(evaluation.byAsOf())
        .allSatisfy(at -> assertThat(at.metrics()).containsOnlyKeys(Metric.values()));
    assertThat(evaluation.skillAgainst()).containsOnlyKeys(Algorithm.ZERO);
    assertThat(evaluation.deciles()).hasSize(10);
    assertThat(evaluation.gains()).hasSize(20);
    assertThat(evaluation.intervals()).isPresent();
  }

  @Test
  void a_date_ranks_its_own_rows_only() {
    ScoredRows rows = new ScoredRows();
    rows.row(ScoredRows.FIRST, "a", 1, List.of(), 0, 1)
        .row(ScoredRows.FIRST, "b", 2, List.of(), 0, 2);
    rows.row(ScoredRows.SECOND, "a", 20, List.of(), 0, 10)
        .row(ScoredRows.SECOND, "b", 10, List.of(), 0, 20);
    Evaluation evaluation = learner(rows);
    assertThat(evaluation.byAsOf().get(0).metrics().get(Metric.SPEARMAN))
        .isCloseTo(1, within(1e-12));
    assertThat(evaluation.byAsOf().get(1).metrics().get(Metric.SPEARMAN))
        .isCloseTo(-1, within(1e-12));
    assertThat(evaluation.metrics().get(Metric.SPEARMAN)).isCloseTo(0, within(1e-12));
  }

  @Test
  void the_slices_of_a_dimension_add_up() {
    Evaluation evaluation = learner(shoppers(400));
    for (String dimension : List.of("tenure", "channel mix")) {
      List<Evaluation.Slice> slices =
          evaluation.slices().stream().filter(s -> s.dimension().equals(dimension)).toList();
      assertThat(slices).hasSize(2);
      assertThat(slices.stream().mapToLong(Evaluation.Slice::rows).sum()).isEqualTo(800);
      double squares =
          slices.stream()
              .mapToDouble(s -> s.rows() * Math.pow(s.metrics().get(Metric.RMSE), 2))
              .sum();
      assertThat(Math.sqrt(squares / 800))
          .isCloseTo(evaluation.metrics().get(Metric.RMSE), within(1e-9));
    }
  }

  @Test
  void the_gini_lies_within_its_interval() {
    Interval gini = learner(shoppers(400)).gini().orElseThrow();
    assertThat(gini.low()).isPositive().isLessThan(gini.value());
    assertThat(gini.high()).isLessThan(1).isGreaterThan(gini.value());
  }

  @Test
  void coverage_is_measured_on_the_last_date() {
    Evaluation.Coverage coverage = learner(shoppers(1000)).coverage().orElseThrow();
    assertThat(coverage.asOf()).isEqualTo(ScoredRows.SECOND);
    assertThat(coverage.rows()).isEqualTo(1000);
    assertThat(coverage.share()).isBetween(0.75, 0.87);
    assertThat(coverage.meanWidth()).isPositive();
  }

  @Test
  void one_date_has_intervals_but_no_coverage() {
    ScoredRows rows = new ScoredRows();
    for (int i = 1; i < 100; i++) {
      rows.row(i, 0, 50);
    }
    assertThat(learner(rows).coverage()).isEmpty();
    assertThat(learner(rows).intervals()).isPresent();
  }

  @Test
  void what_is_undefined_is_absent_with_its_reason() {
    Evaluation evaluation = learner(new ScoredRows().row(0, 0, 1).row(0, 0, 2));
    assertThat(evaluation.metrics())
        .containsOnlyKeys(Metric.RMSE, Metric.MAE, Metric.TWEEDIE_DEVIANCE);
    assertThat(evaluation.undefined())
        .containsEntry(Metric.GINI, "nobody spent anything")
        .containsEntry(Metric.WAPE, "nobody spent anything");
    assertThat(evaluation.gini()).isEmpty();
    Evaluation same = learner(new ScoredRows().row(5, 0, 1).row(5, 0, 1));
    assertThat(same.undefined())
        .containsEntry(Metric.GINI, "all customers spent the same")
        .containsEntry(Metric.SPEARMAN, "all forecasts, or all labels, are the same")
        .containsEntry(Metric.R2, "all customers spent the same");
    assertThat(learner(new ScoredRows().row(-5, 0, 1).row(50, 0, 1)).undefined())
        .containsEntry(Metric.TWEEDIE_DEVIANCE, "a customer returned more than was bought");
  }

  @Test
  void without_rows_nothing_is_defined() {
    PanelErrors none = PanelErrors.of(ScoredRows.BOOTSTRAP, 2, Map.of());
    Evaluation evaluation = assessed(none).of(1);
    assertThat(evaluation.metrics()).isEmpty();
    assertThat(evaluation.undefined())
        .containsOnlyKeys(Metric.values())
        .containsEntry(Metric.RMSE, "there are no held-out rows");
    assertThat(evaluation.deciles()).isEmpty();
    assertThat(evaluation.intervals()).isEmpty();
  }

  @Test
  void a_single_customer_has_no_intervals() {
    Evaluation evaluation = learner(new ScoredRows().row(5, 0, 1));
    assertThat(evaluation.skill().value()).isCloseTo(1 - 16.0 / 25, within(1e-12));
    assertThat(evaluation.skill().low()).isNaN();
    assertThat(evaluation.totalSpendError().high()).isNaN();
  }
}
