package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Kind;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.Shortfall;
import io.spendcast.domain.training.TrainedModel;
import io.spendcast.domain.training.Trainer;
import io.spendcast.domain.training.TrainingPanel;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link Trainer} does; predictions are looked at through the adapter's scorer. Each
 * algorithm is trained on the usual rows once for all tests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TrainerContract {
  private static final long SEED = 7;

  private final Map<Algorithm, TrainedModel> trained = new EnumMap<>(Algorithm.class);
  private final Map<Algorithm, Map<CustomerId, Double>> predicted = new EnumMap<>(Algorithm.class);
  private Optional<FeatureTable> usual = Optional.empty();
  private Optional<FeatureTable> scrambled = Optional.empty();

  /** The lake that holds the feature tables; the same in the whole test. */
  protected abstract TestLake lake();

  /** A trainer over the lake. */
  protected abstract Trainer trainer();

  /** A scorer over the lake that reads the trainer's models. */
  protected abstract Scorer scorer();

  /** Whether the algorithm tells its error step by step. */
  protected boolean tellsItsCurve(Algorithm algorithm) {
    return false;
  }

  private FeatureTable table(List<FeatureRow> rows) {
    return lake().features(PanelFixture.FEATURES, rows);
  }

  private FeatureTable table() {
    if (usual.isEmpty()) {
      usual = Optional.of(table(PanelFixture.rows()));
    }
    return usual.get();
  }

  private TrainedModel trained(Algorithm algorithm) {
    return trained.computeIfAbsent(algorithm, some -> train(PanelFixture.panel(table()), some));
  }

  private Map<CustomerId, Double> predictions(Algorithm algorithm) {
    return predicted.computeIfAbsent(algorithm, some -> predictions(trained(some), table()));
  }

  private TrainedModel train(TrainingPanel panel, Algorithm algorithm) {
    return trainer().train(panel, algorithm, Hyperparameters.NONE, SEED);
  }

  private Map<CustomerId, Double> predictions(TrainedModel model, FeatureTable features) {
    return lake()
        .predictions(
            scorer()
                .score(PanelFixture.scoring(model.artifact(), features, PanelFixture.SCORING))
                .scored())
        .stream()
        .collect(Collectors.toMap(PredictionRow::customer, PredictionRow::predictedSpend));
  }

  private Map<CustomerId, Double> predictions(List<FeatureRow> rows, Algorithm algorithm) {
    FeatureTable table = table(rows);
    return predictions(train(PanelFixture.panel(table), algorithm), table);
  }

  private static List<FeatureRow> changed(AsOfDate asOf, UnaryOperator<FeatureRow> change) {
    return PanelFixture.rows().stream()
        .map(row -> row.asOf().equals(asOf) ? change.apply(row) : row)
        .toList();
  }

  private static double trainingMean() {
    return PanelFixture.rows().stream()
        .filter(row -> PanelFixture.PLAN.train().contains(row.asOf()))
        .mapToDouble(row -> row.label().orElseThrow())
        .average()
        .orElseThrow();
  }

  @Test
  void zero_forecasts_nothing() {
    assertThat(predictions(Algorithm.ZERO).values()).containsOnly(0.0);
  }

  @Test
  void mean_forecasts_the_mean_of_the_training_labels() {
    assertThat(predictions(Algorithm.MEAN).values())
        .hasSize(200)
        .allSatisfy(spend -> assertThat(spend).isCloseTo(trainingMean(), within(1e-6)));
  }

  @Test
  void seasonal_mean_scales_with_the_season_of_the_window() {
    List<FeatureRow> seasonal =
        PanelFixture.rows().stream()
            .map(
                row ->
                    new FeatureRow(
                        row.customer(),
                        row.asOf(),
                        row.values(),
                        row.label().map(old -> 40 * row.values().get(PanelFixture.SEASON))))
            .toList();
    double season = 0.75 + 10 / 16.0;
    assertThat(predictions(seasonal, Algorithm.SEASONAL_MEAN).values())
        .allSatisfy(spend -> assertThat(spend).isCloseTo(40 * season, within(1e-6)));
  }

  @Test
  void persistence_forecasts_the_spend_of_the_last_days() {
    Map<CustomerId, Double> predictions = predictions(Algorithm.PERSISTENCE);
    scoringRows()
        .forEach(
            row ->
                assertThat(predictions.get(row.customer()))
                    .isCloseTo(row.values().get(PanelFixture.SPEND), within(1e-9)));
  }

  @Test
  void same_window_last_year_forecasts_what_was_spent_then() {
    Map<CustomerId, Double> predictions = predictions(Algorithm.SAME_WINDOW_LAST_YEAR);
    scoringRows()
        .forEach(
            row ->
                assertThat(predictions.get(row.customer()))
                    .isCloseTo(row.values().get(PanelFixture.LAST_YEAR), within(1e-9)));
  }

  @Test
  void rate_season_forecasts_what_the_rate_so_far_comes_to() {
    Map<CustomerId, Double> predictions = predictions(Algorithm.RATE_SEASON);
    scoringRows()
        .forEach(
            row ->
                assertThat(predictions.get(row.customer()))
                    .isCloseTo(row.values().get(PanelFixture.AT_RATE), within(1e-9)));
  }

  @Test
  void a_rule_without_the_history_it_needs_is_absent_and_says_why() {
    TrainingPanel panel =
        PanelFixture.panel(
            table(
                PanelFixture.rows().stream()
                    .map(row -> without(row, PanelFixture.LAST_YEAR, PanelFixture.EXPECTED))
                    .toList()));
    Shortfall shortfall = trainer().shortfall(panel, List.of(Algorithm.values()));
    assertThat(shortfall.absent())
        .containsOnlyKeys(Algorithm.SAME_WINDOW_LAST_YEAR, Algorithm.BTYD);
    assertThat(shortfall.absent().get(Algorithm.BTYD)).contains(PanelFixture.EXPECTED);
    assertFails(Kind.INVALID, () -> train(panel, Algorithm.BTYD));
  }

  @Test
  void an_input_that_is_unknown_at_a_training_date_is_left_out() {
    AsOfDate first = PanelFixture.PLAN.train().get(0);
    TrainingPanel panel =
        PanelFixture.panel(
            table(
                PanelFixture.rows().stream()
                    .map(row -> row.asOf().equals(first) ? without(row, PanelFixture.SEASON) : row)
                    .toList()));
    assertThat(trainer().shortfall(panel, List.of(Algorithm.values())))
        .satisfies(shortfall -> assertThat(shortfall.absent()).isEmpty())
        .satisfies(
            shortfall -> assertThat(shortfall.leftOut()).containsOnlyKeys(PanelFixture.SEASON));
    assertThat(train(panel, Algorithm.LINEAR).artifact().inputs())
        .isNotEmpty()
        .doesNotContain(PanelFixture.SEASON);
  }

  private static FeatureRow without(FeatureRow row, String... features) {
    Map<String, Double> values = new HashMap<>(row.values());
    Stream.of(features).forEach(feature -> values.put(feature, Double.NaN));
    return new FeatureRow(row.customer(), row.asOf(), values, row.label());
  }

  @Test
  void btyd_forecasts_what_the_model_of_buying_expects() {
    Map<CustomerId, Double> predictions = predictions(Algorithm.BTYD);
    scoringRows()
        .forEach(
            row ->
                assertThat(predictions.get(row.customer()))
                    .isCloseTo(row.values().get(PanelFixture.EXPECTED), within(1e-9)));
  }

  /** Nobody reads a feature in vain, and some baselines read what learners do not. */
  @Test
  void a_baseline_reads_the_one_feature_it_needs() {
    assertThat(PanelFixture.FEATURES.inputs()).doesNotContain(PanelFixture.AT_RATE);
    assertThat(trained(Algorithm.RATE_SEASON).artifact().inputs())
        .containsExactly(PanelFixture.AT_RATE);
    assertThat(trained(Algorithm.PERSISTENCE).artifact().inputs())
        .containsExactly(PanelFixture.SPEND);
    assertThat(trained(Algorithm.LINEAR).artifact().inputs())
        .containsExactlyElementsOf(PanelFixture.FEATURES.inputs());
  }

  private static List<FeatureRow> scoringRows() {
    return PanelFixture.rows().stream()
        .filter(row -> row.asOf().equals(PanelFixture.SCORING))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("learners")
  void a_learner_finds_most_of_what_the_features_tell(Algorithm algorithm) {
    Map<CustomerId, Double> predictions = predictions(algorithm);
    double learned = 0;
    double unlearned = 0;
    for (FeatureRow row : scoringRows()) {
      double truth = 5 + PanelFixture.truth(row.values().get(PanelFixture.SPEND), 1);
      learned += Math.pow(predictions.get(row.customer()) - truth, 2);
      unlearned += Math.pow(trainingMean() - truth, 2);
    }
    assertThat(learned).isLessThan(unlearned / 2);
  }

  static List<Algorithm> learners() {
    return Stream.of(Algorithm.values()).filter(algorithm -> !algorithm.isBaseline()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void the_same_panel_and_seed_give_the_same_predictions(Algorithm algorithm) {
    TrainedModel again = train(PanelFixture.panel(table()), algorithm);
    assertThat(predictions(again, table())).isEqualTo(predictions(algorithm));
  }

  @ParameterizedTest
  @EnumSource
  void everybody_gets_a_finite_forecast_that_is_not_negative(Algorithm algorithm) {
    assertThat(predictions(algorithm).values())
        .hasSize(200)
        .allSatisfy(spend -> assertThat(spend).isFinite().isNotNegative());
  }

  @ParameterizedTest
  @EnumSource
  void a_model_says_how_it_was_made_and_what_it_reads(Algorithm algorithm) {
    TrainedModel model = trained(algorithm);
    assertThat(model.algorithm()).isEqualTo(algorithm);
    assertThat(model.artifact().features()).isEqualTo(table().of(model.artifact().inputs()));
    assertThat(PanelFixture.FEATURES.names()).containsAll(model.artifact().inputs());
    assertThat(ModelFiles.areComplete(model.artifact())).isTrue();
    assertThat(model.seconds()).isNotNegative();
    assertThat(model.curves().values())
        .allSatisfy(steps -> assertThat(steps.get(steps.size() - 1)).isLessThan(steps.get(0)));
    assertThat(model.curves().isEmpty()).isEqualTo(!tellsItsCurve(algorithm));
    assertThat(model.artifact().inputs()).containsAll(model.importances().keySet());
    if (!model.importances().isEmpty()) {
      assertThat(model.importances().values().stream().mapToDouble(share -> share).sum())
          .isCloseTo(1, within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MEAN", "SEASONAL_MEAN", "RATE_SEASON", "LINEAR", "AVERAGE", "XGBOOST"})
  void learns_from_the_training_rows_only(Algorithm algorithm) {
    Map<CustomerId, Double> undisturbed = predictions(algorithm);
    predictions(train(PanelFixture.panel(scrambled()), algorithm), table())
        .forEach(
            (customer, spend) ->
                assertThat(spend).isCloseTo(undisturbed.get(customer), within(1e-6)));
  }

  /** A table whose first test date holds nonsense, written once for all. */
  private FeatureTable scrambled() {
    if (scrambled.isEmpty()) {
      scrambled =
          Optional.of(table(changed(PanelFixture.PLAN.test().get(0), TrainerContract::scrambled)));
    }
    return scrambled.get();
  }

  private static FeatureRow scrambled(FeatureRow row) {
    return new FeatureRow(
        row.customer(),
        row.asOf(),
        row.values().keySet().stream().collect(Collectors.toMap(name -> name, name -> 1e6)),
        Optional.of(1e7));
  }

  @Test
  void the_currency_of_the_label_changes_the_amounts_only() {
    Map<CustomerId, Double> usual = predictions(Algorithm.TWEEDIE);
    predictions(
            PanelFixture.rows().stream().map(TrainerContract::inSmallCoins).toList(),
            Algorithm.TWEEDIE)
        .forEach(
            (customer, spend) ->
                assertThat(spend / 5_000).isCloseTo(usual.get(customer), withinPercentage(0.01)));
  }

  private static FeatureRow inSmallCoins(FeatureRow row) {
    return new FeatureRow(
        row.customer(), row.asOf(), row.values(), row.label().map(spend -> 5_000 * spend));
  }

  @Test
  void a_panel_is_read_at_its_version() {
    FeatureTable table = table();
    lake().features(PanelFixture.FEATURES, changed(PanelFixture.PLAN.train().get(0), this::absurd));
    assertThat(predictions(train(PanelFixture.panel(table), Algorithm.MEAN), table).values())
        .allSatisfy(spend -> assertThat(spend).isCloseTo(trainingMean(), within(1e-6)));
  }

  private FeatureRow absurd(FeatureRow row) {
    return new FeatureRow(row.customer(), row.asOf(), row.values(), Optional.of(1e9));
  }

  @Test
  void a_sample_learns_from_some_customers_only() {
    TrainingPanel half = PanelFixture.panel(table(), 0.5);
    double sampled = predictions(train(half, Algorithm.MEAN), table()).values().iterator().next();
    assertThat(sampled).isNotCloseTo(trainingMean(), within(1e-6));
    assertThat(sampled).isCloseTo(trainingMean(), within(trainingMean() / 4));
  }

  @ParameterizedTest
  @EnumSource(names = {"LINEAR", "XGBOOST"})
  void an_unknown_setting_is_refused(Algorithm algorithm) {
    TrainingPanel panel = PanelFixture.panel(table());
    Hyperparameters unknown = new Hyperparameters(Map.of("no_such_setting", "1"));
    assertFails(Kind.INVALID, () -> trainer().train(panel, algorithm, unknown, SEED));
  }

  @ParameterizedTest
  @EnumSource(names = {"MEAN", "LINEAR", "XGBOOST"})
  void an_empty_panel_is_refused(Algorithm algorithm) {
    PanelPlan elsewhere =
        new PanelPlan(
            List.of(AsOfDate.parse("1999-01-01")),
            PanelFixture.PLAN.test(),
            PanelFixture.SCORING,
            PanelFixture.HORIZON);
    TrainingPanel empty = new TrainingPanel(table(), elsewhere, 1, 0, 400);
    assertFails(Kind.INVALID, () -> train(empty, algorithm));
  }

  @Test
  void a_table_version_that_is_gone_is_not_found() {
    FeatureTable gone = TrainingPanelsContract.gone(table(PanelFixture.rows()));
    assertFails(Kind.NOT_FOUND, () -> train(PanelFixture.panel(gone), Algorithm.LINEAR));
  }
}
