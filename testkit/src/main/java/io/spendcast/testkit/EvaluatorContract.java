package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Kind;
import io.spendcast.domain.evaluation.Evaluation;
import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.evaluation.Judge;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Metric;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.evaluation.loss.ErrorSums;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.evaluation.order.Labels;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import io.spendcast.domain.evaluation.panel.PanelScores;
import io.spendcast.domain.evaluation.panel.Slicing;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.Trainer;
import io.spendcast.domain.training.TrainingPanel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every {@link Evaluator} does, with models of the adapter's own trainer. */
public abstract class EvaluatorContract {
  private static final CustomerBootstrap BOOTSTRAP = new CustomerBootstrap(100, 5);
  private static final int ZERO = 0;
  private static final int PERSISTENCE = 1;

  /** The lake that holds the feature tables; the same in the whole test. */
  protected abstract TestLake lake();

  /** A trainer over the lake. */
  protected abstract Trainer trainer();

  /** A scorer over the lake that reads the trainer's models. */
  protected abstract Scorer scorer();

  /** An evaluator over the lake that reads the trainer's models. */
  protected abstract Evaluator evaluator();

  private TrainingPanel panel() {
    return PanelFixture.panel(lake().features(PanelFixture.FEATURES, PanelFixture.rows()));
  }

  private ModelArtifact model(TrainingPanel panel, Algorithm algorithm) {
    return trainer().train(panel, algorithm, Hyperparameters.NONE, 7).artifact();
  }

  private PanelErrors zeroAndPersistence(TrainingPanel panel) {
    return evaluator()
        .evaluate(
            panel,
            List.of(model(panel, Algorithm.ZERO), model(panel, Algorithm.PERSISTENCE)),
            BOOTSTRAP);
  }

  /** The sums of the same two models, straight from their definitions. */
  private static ErrorSums expected(List<AsOfDate> asOfs) {
    ErrorSums sums = new ErrorSums(BOOTSTRAP, 2);
    PanelFixture.rows().stream()
        .filter(row -> asOfs.contains(row.asOf()))
        .forEach(
            row ->
                sums.add(
                    CustomerBootstrap.hash(row.customer().value()),
                    row.label().orElseThrow(),
                    new double[] {0, row.values().get(PanelFixture.SPEND)}));
    return sums;
  }

  private static void assertSame(ErrorSums actual, ErrorSums expected) {
    assertThat(actual.models()).isEqualTo(expected.models());
    assertThat(actual.rows()).isEqualTo(expected.rows());
    assertThat(actual.labelTotal()).isCloseTo(expected.labelTotal(), within(1e-6));
    for (int model = 0; model < expected.models(); model++) {
      assertThat(actual.meanSquaredError(model))
          .isCloseTo(expected.meanSquaredError(model), within(1e-6));
      assertThat(actual.meanAbsoluteError(model))
          .isCloseTo(expected.meanAbsoluteError(model), within(1e-6));
      assertThat(actual.rSquared(model)).isCloseTo(expected.rSquared(model), within(1e-9));
      assertSame(actual.totalSpendError(model), expected.totalSpendError(model));
    }
    assertSame(actual.skill(PERSISTENCE, ZERO), expected.skill(PERSISTENCE, ZERO));
  }

  private static void assertSame(Interval actual, Interval expected) {
    assertThat(actual.value()).isCloseTo(expected.value(), within(1e-9));
    assertThat(actual.low()).isCloseTo(expected.low(), within(1e-9));
    assertThat(actual.high()).isCloseTo(expected.high(), within(1e-9));
  }

  @Test
  void the_errors_of_all_test_dates_follow_from_their_definition() {
    assertSame(zeroAndPersistence(panel()).pooled(), expected(PanelFixture.PLAN.test()));
  }

  @Test
  void every_test_date_has_its_own_errors() {
    PanelErrors errors = zeroAndPersistence(panel());
    assertThat(errors.asOfs()).isEqualTo(PanelFixture.PLAN.test());
    errors.byAsOf().forEach((asOf, sums) -> assertSame(sums, expected(List.of(asOf))));
  }

  @Test
  void order_scatter_and_slices_follow_from_their_definition() {
    // A judgement needs one for all alike that may be chosen, which zero may not.
    List<Algorithm> models = List.of(Algorithm.MEAN, Algorithm.PERSISTENCE);
    Judgement actual = Judge.judge(models, zeroAndPersistence(panel()));
    Judgement expected = Judge.judge(models, scores());
    for (Algorithm model : models) {
      assertSame(actual.of(model), expected.of(model));
    }
  }

  /** Zero says one number, and so would a rule that knows the season of each date. */
  @Test
  void who_says_one_number_a_date_orders_nobody() {
    Evaluation one =
        Judge.judge(List.of(Algorithm.MEAN, Algorithm.PERSISTENCE), zeroAndPersistence(panel()))
            .of(Algorithm.MEAN);
    assertThat(one.metrics().get(Metric.GINI)).isZero();
    assertThat(one.metrics()).doesNotContainKey(Metric.SPEARMAN);
    assertThat(one.gini()).contains(new Interval(0, 0, 0));
  }

  /** Scores of the same two models, straight from their definitions. */
  private static PanelErrors scores() {
    List<FeatureRow> rows =
        PanelFixture.rows().stream()
            .filter(row -> PanelFixture.PLAN.test().contains(row.asOf()))
            .toList();
    Labels labels = new Labels();
    rows.forEach(row -> labels.add(row.asOf(), row.label().orElseThrow()));
    PanelScores scores = new PanelScores(BOOTSTRAP, 2, labels);
    Slicing slicing = new Slicing(List.of(PanelFixture.WHOLE_TENURE));
    rows.forEach(
        row ->
            scores.add(
                row.asOf(),
                row.customer().value(),
                row.label().orElseThrow(),
                new double[] {0, row.values().get(PanelFixture.SPEND)},
                slicing.properties(new double[] {row.values().get(PanelFixture.WHOLE_TENURE)})));
    return scores.errors(labels);
  }

  private static void assertSame(Evaluation actual, Evaluation expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .withComparatorForType(EvaluatorContract::nearly, Double.class)
        .isEqualTo(expected);
    assertThat(actual.slices())
        .extracting("value")
        .containsExactly("90 days to a year", "one to two years", "unknown");
    assertThat(actual.slices().stream().mapToLong(Evaluation.Slice::rows).sum()).isEqualTo(400);
    assertThat(actual.coverage()).isPresent();
    assertThat(actual.intervals()).isPresent();
  }

  private static int nearly(Double one, Double other) {
    return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other))
        ? 0
        : Double.compare(one, other);
  }

  @Test
  void repeating_gives_the_same_errors() {
    TrainingPanel panel = panel();
    assertSame(zeroAndPersistence(panel).pooled(), zeroAndPersistence(panel).pooled());
  }

  @Test
  void a_sample_is_for_learning_only() {
    TrainingPanel all = panel();
    TrainingPanel half = PanelFixture.panel(all.features(), 0.5);
    assertThat(zeroAndPersistence(half).pooled().rows()).isEqualTo(400);
  }

  @Test
  void what_is_judged_is_what_would_be_deployed() {
    TrainingPanel panel = panel();
    ModelArtifact model = model(panel, Algorithm.LINEAR);
    AsOfDate test = PanelFixture.PLAN.test().get(0);
    PanelErrors errors = evaluator().evaluate(panel, List.of(model), BOOTSTRAP);
    Map<Object, Double> labels =
        PanelFixture.rows().stream()
            .filter(row -> row.asOf().equals(test))
            .collect(Collectors.toMap(FeatureRow::customer, row -> row.label().orElseThrow()));
    double meanSquaredError =
        deployed(panel.features(), model, test).stream()
            .mapToDouble(row -> row.predictedSpend() - labels.get(row.customer()))
            .map(error -> error * error)
            .average()
            .orElseThrow();
    assertThat(errors.byAsOf().get(test).meanSquaredError(0))
        .isCloseTo(meanSquaredError, within(1e-6));
  }

  private List<PredictionRow> deployed(FeatureTable table, ModelArtifact model, AsOfDate asOf) {
    return lake().predictions(scorer().score(PanelFixture.scoring(model, table, asOf)).scored());
  }

  @Test
  void a_model_of_another_feature_set_is_refused() {
    TrainingPanel panel = panel();
    ModelArtifact mean = model(panel, Algorithm.MEAN);
    List<ModelArtifact> models = List.of(mean, ScorerContract.ofOtherFeatures(mean));
    assertFails(Kind.INVALID, () -> evaluator().evaluate(panel, models, BOOTSTRAP));
  }

  @Test
  void a_model_whose_files_are_gone_is_not_found() {
    TrainingPanel panel = panel();
    ModelArtifact model = model(panel, Algorithm.MEAN);
    ModelFiles.delete(model);
    assertFails(Kind.NOT_FOUND, () -> evaluator().evaluate(panel, List.of(model), BOOTSTRAP));
  }

  @Test
  void a_table_version_that_is_gone_is_not_found() {
    TrainingPanel panel = panel();
    List<ModelArtifact> models = List.of(model(panel, Algorithm.MEAN));
    TrainingPanel gone = PanelFixture.panel(TrainingPanelsContract.gone(panel.features()));
    assertFails(Kind.NOT_FOUND, () -> evaluator().evaluate(gone, models, BOOTSTRAP));
  }
}
