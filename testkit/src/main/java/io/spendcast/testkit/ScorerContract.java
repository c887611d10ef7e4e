package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Kind;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.evaluation.panel.PredictionIntervals;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.forecast.Explanation;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.prediction.ExampleSearch;
import io.spendcast.domain.prediction.ForecastExample;
import io.spendcast.domain.prediction.ForecastExample.Role;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.Trainer;
import io.spendcast.domain.uncertainty.ForecastSpread;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link Scorer} does, with models of the adapter's own trainer, each of which is
 * trained once for all tests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ScorerContract {
  private final Map<Algorithm, ModelArtifact> trained = new EnumMap<>(Algorithm.class);
  private Optional<FeatureTable> usual = Optional.empty();

  /** The lake that holds the feature tables; the same in the whole test. */
  protected abstract TestLake lake();

  /** A trainer over the lake. */
  protected abstract Trainer trainer();

  /** A scorer over the lake that reads the trainer's models. */
  protected abstract Scorer scorer();

  private FeatureTable table() {
    if (usual.isEmpty()) {
      usual = Optional.of(lake().features(PanelFixture.FEATURES, PanelFixture.rows()));
    }
    return usual.get();
  }

  private ModelArtifact model(FeatureTable table, Algorithm algorithm) {
    return table.equals(table())
        ? trained.computeIfAbsent(algorithm, some -> newModel(table, some))
        : newModel(table, algorithm);
  }

  private ModelArtifact newModel(FeatureTable table, Algorithm algorithm) {
    return trainer()
        .train(PanelFixture.panel(table), algorithm, Hyperparameters.NONE, 7)
        .artifact();
  }

  /** What asks for the forecasts of some trees. */
  protected ScoringRequest request() {
    FeatureTable table = table();
    return PanelFixture.scoring(model(table, Algorithm.XGBOOST), table, PanelFixture.SCORING);
  }

  private PredictionBatch score(ModelArtifact model, FeatureTable table) {
    return scorer().score(PanelFixture.scoring(model, table, PanelFixture.SCORING));
  }

  @Test
  void scores_every_customer_of_the_as_of_date_column_by_column() {
    FeatureTable table = table();
    PredictionBatch batch = score(model(table, Algorithm.PERSISTENCE), table);
    List<PredictionRow> expected =
        PanelFixture.rows().stream()
            .filter(row -> row.asOf().equals(PanelFixture.SCORING))
            .map(ScorerContract::persisted)
            .toList();
    assertThat(lake().predictions(batch.scored())).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static PredictionRow persisted(FeatureRow row) {
    return new PredictionRow(
        row.customer(),
        row.asOf(),
        90,
        row.values().get(PanelFixture.SPEND),
        Optional.empty(),
        Optional.empty(),
        PanelFixture.MODEL,
        3,
        PanelFixture.RUN,
        PanelFixture.SCORED_AT);
  }

  @Test
  void every_forecast_has_the_interval_that_the_version_carries() {
    FeatureTable table = table();
    ModelVersion version = PanelFixture.version(model(table, Algorithm.PERSISTENCE));
    PredictionIntervals intervals =
        PredictionIntervals.parse("0.8;0.0:0.0:2.5;16.0:0.25:2.0;64.0:0.5:1.5");
    assertThat(predictions(with(version, TagKey.PREDICTION_INTERVALS, intervals.asText()), table))
        .hasSize(200)
        .allSatisfy(
            row -> {
              assertThat(row.bounds().orElseThrow().low())
                  .isCloseTo(intervals.low(row.predictedSpend()), within(1e-9));
              assertThat(row.bounds().orElseThrow().high())
                  .isCloseTo(intervals.high(row.predictedSpend()), within(1e-9));
            });
  }

  @Test
  void every_forecast_has_the_probability_and_the_batch_the_spread_that_the_version_carries() {
    FeatureTable table = table();
    ForecastSpread spread =
        ForecastSpread.parse("0.8:1.28:0.05;10.0:0.2:9.5;40.0:0.5:3.0;90.0:0.75:1.5");
    PredictionBatch batch =
        scorer()
            .score(
                scoring(
                    with(
                        PanelFixture.version(model(table, Algorithm.PERSISTENCE)),
                        TagKey.FORECAST_SPREAD,
                        spread.asText()),
                    table));
    List<PredictionRow> rows = lake().predictions(batch.scored());
    assertThat(rows)
        .hasSize(200)
        .allSatisfy(
            row ->
                assertThat(row.probabilityOfSpend().orElseThrow())
                    .isCloseTo(spread.probabilityOfSpend(row.predictedSpend()), within(1e-9)));
    assertThat(batch.spread()).contains(spread);
  }

  @ParameterizedTest
  @EnumSource(names = {"PREDICTION_INTERVALS", "FORECAST_SPREAD"})
  void what_a_version_carries_and_nobody_can_read_is_refused(TagKey tag) {
    FeatureTable table = table();
    ModelVersion version = PanelFixture.version(model(table, Algorithm.PERSISTENCE));
    assertFails(Kind.INVALID, () -> predictions(with(version, tag, "wide"), table));
  }

  private static ModelVersion with(ModelVersion version, TagKey tag, String text) {
    return new ModelVersion(
        version.name(),
        version.number(),
        version.stage(),
        version.trackedRunId(),
        version.artifact(),
        Map.of(tag.key(), text),
        version.created());
  }

  private List<PredictionRow> predictions(ModelVersion version, FeatureTable table) {
    return lake().predictions(scorer().score(scoring(version, table)).scored());
  }

  private static ScoringRequest scoring(ModelVersion version, FeatureTable table) {
    return new ScoringRequest(
        version, table, PanelFixture.SCORING, PanelFixture.RUN, PanelFixture.SCORED_AT);
  }

  @ParameterizedTest
  @EnumSource(names = {"PERSISTENCE", "XGBOOST"})
  void a_forecast_is_the_sum_of_what_its_inputs_add(Algorithm algorithm) {
    FeatureTable table = table();
    ModelArtifact model = model(table, algorithm);
    ScoringRequest request = PanelFixture.scoring(model, table, PanelFixture.SCORING);
    List<PredictionRow> forecasts = lake().predictions(scorer().score(request).scored());
    for (PredictionRow forecast : forecasts.subList(0, 3)) {
      Explanation why = scorer().explain(request, forecast.customer()).orElseThrow();
      assertThat(why.spend()).isEqualTo(forecast.predictedSpend());
      assertThat(why.inputs()).extracting(Explanation.Share::input).isEqualTo(model.inputs());
      assertThat(
              why.base()
                  + why.cut()
                  + why.inputs().stream().mapToDouble(Explanation.Share::amount).sum())
          .isCloseTo(why.spend(), within(1e-6));
    }
  }

  @Test
  void examples_are_what_a_search_finds_among_all() {
    FeatureTable table = table();
    ScoringRequest request =
        PanelFixture.scoring(model(table, Algorithm.LINEAR), table, PanelFixture.SCORING);
    PredictionBatch batch = scorer().score(request);
    Map<CustomerId, Double> forecasts = forecasts(batch);
    List<Double> sorted = forecasts.values().stream().sorted().toList();
    ExampleSearch<FeatureRow> search = new ExampleSearch<>(sorted.get(sorted.size() / 2));
    PanelFixture.rows().stream()
        .filter(row -> row.asOf().equals(PanelFixture.SCORING))
        .forEach(row -> search.see(candidate(row, forecasts.get(row.customer()))));
    List<ForecastExample> examples = scorer().examples(request, batch);
    assertThat(examples)
        .extracting(
            ForecastExample::role,
            example -> example.past().orElseThrow(),
            example -> example.why().spend())
        .containsExactlyElementsOf(
            search.found().entrySet().stream()
                .flatMap(
                    role ->
                        role.getValue().stream()
                            .map(
                                row ->
                                    tuple(
                                        role.getKey(),
                                        row.values().get(PanelFixture.RATE),
                                        forecasts.get(row.customer()))))
                .toList());
    assertThat(examples).extracting(ForecastExample::role).contains(Role.TYPICAL, Role.HIGHEST);
  }

  private static ExampleSearch.Candidate<FeatureRow> candidate(FeatureRow row, double forecast) {
    return new ExampleSearch.Candidate<>(
        row.customer(), forecast, row.values().get(PanelFixture.RATE), row);
  }

  private Map<CustomerId, Double> forecasts(PredictionBatch batch) {
    return lake().predictions(batch.scored()).stream()
        .collect(Collectors.toMap(PredictionRow::customer, PredictionRow::predictedSpend));
  }

  @Test
  void a_model_without_its_library_forecasts_the_same() {
    FeatureTable table = table();
    ModelArtifact model = model(table, Algorithm.LINEAR);
    PortableModel portable = scorer().portable(PanelFixture.version(model));
    assertThat(portable.features()).isEqualTo(model.features());
    Map<CustomerId, Double> forecasts = forecasts(score(model, table));
    PanelFixture.rows().stream()
        .filter(row -> row.asOf().equals(PanelFixture.SCORING))
        .forEach(
            row ->
                assertThat(
                        portable.spend(
                            model.inputs().stream().mapToDouble(row.values()::get).toArray()))
                    .isEqualTo(forecasts.get(row.customer())));
  }

  @Test
  void who_is_not_of_the_date_has_no_forecast_to_explain() {
    FeatureTable table = table();
    ScoringRequest request =
        PanelFixture.scoring(model(table, Algorithm.PERSISTENCE), table, PanelFixture.SCORING);
    assertThat(scorer().explain(request, new CustomerId("nobody"))).isEmpty();
  }

  @Test
  void a_forecast_of_other_features_or_of_no_date_is_not_explained() {
    FeatureTable table = table();
    ModelArtifact model = model(table, Algorithm.LINEAR);
    CustomerId somebody = new CustomerId("c1");
    ScoringRequest stranger =
        PanelFixture.scoring(ofOtherFeatures(model), table, PanelFixture.SCORING);
    assertFails(Kind.INVALID, () -> scorer().explain(stranger, somebody));
    ScoringRequest absent = PanelFixture.scoring(model, table, AsOfDate.parse("2001-10-02"));
    assertFails(Kind.INVALID, () -> scorer().explain(absent, somebody));
  }

  @Test
  void a_batch_says_what_it_holds() {
    FeatureTable table = table();
    PredictionBatch batch = score(model(table, Algorithm.PERSISTENCE), table);
    assertThat(batch.model()).isEqualTo(PanelFixture.MODEL);
    assertThat(batch.modelVersion()).isEqualTo(3);
    assertThat(batch.asOf()).isEqualTo(PanelFixture.SCORING);
    assertThat(batch.horizon()).isEqualTo(PanelFixture.HORIZON);
    assertThat(batch.customers()).isEqualTo(200);
    assertThat(batch.totalSpend())
        .isCloseTo(
            lake().predictions(batch.scored()).stream()
                .mapToDouble(PredictionRow::predictedSpend)
                .sum(),
            within(1e-6));
  }

  @Test
  void a_forecast_below_zero_becomes_zero() {
    FeatureTable falling =
        lake()
            .features(
                PanelFixture.FEATURES,
                PanelFixture.rows().stream().map(ScorerContract::falling).toList());
    ModelArtifact model = model(falling, Algorithm.LINEAR);
    assertThat(lake().predictions(score(model, falling).scored()))
        .extracting(PredictionRow::predictedSpend)
        .containsOnly(0.0);
  }

  /** Spend falls with the spend before; on the scoring date it was far larger than ever. */
  private static FeatureRow falling(FeatureRow row) {
    double spend = row.values().get(PanelFixture.SPEND);
    boolean scoring = row.asOf().equals(PanelFixture.SCORING);
    return new FeatureRow(
        row.customer(),
        row.asOf(),
        Map.of(
            PanelFixture.LAST_YEAR,
            spend,
            PanelFixture.AT_RATE,
            spend,
            PanelFixture.EXPECTED,
            spend,
            PanelFixture.RATE,
            spend,
            PanelFixture.EXPECTED_IN_SEASON,
            spend,
            PanelFixture.SPEND,
            scoring ? 5_000 + spend : spend,
            PanelFixture.SEASON,
            1.0,
            PanelFixture.TENURE,
            100.0,
            PanelFixture.WHOLE_TENURE,
            100.0),
        scoring ? Optional.empty() : Optional.of(101 - spend));
  }

  @Test
  void scoring_again_gives_the_same_predictions() {
    FeatureTable table = table();
    ModelArtifact model = model(table, Algorithm.LINEAR);
    List<PredictionRow> first = lake().predictions(score(model, table).scored());
    assertThat(lake().predictions(score(model, table).scored()))
        .containsExactlyInAnyOrderElementsOf(first);
  }

  @Test
  void another_as_of_date_gives_another_batch_and_leaves_the_first_as_it_was() {
    FeatureTable table = table();
    ModelArtifact model = model(table, Algorithm.PERSISTENCE);
    PredictionBatch first = score(model, table);
    List<PredictionRow> rows = lake().predictions(first.scored());
    AsOfDate other = PanelFixture.PLAN.test().get(0);
    PredictionBatch second = scorer().score(PanelFixture.scoring(model, table, other));
    assertThat(second.asOf()).isEqualTo(other);
    assertThat(lake().predictions(second.scored()))
        .extracting(PredictionRow::asOf)
        .containsOnly(other);
    assertThat(lake().predictions(first.scored())).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void a_model_of_another_feature_set_is_refused() {
    FeatureTable table = table();
    ModelArtifact stranger = ofOtherFeatures(model(table, Algorithm.LINEAR));
    assertFails(Kind.INVALID, () -> score(stranger, table));
  }

  /** The same files, said to be trained on another feature set. */
  static ModelArtifact ofOtherFeatures(ModelArtifact model) {
    return new ModelArtifact(
        model.location(), model.format(), model.inputs(), Fingerprint.of("another feature set"));
  }

  @Test
  void an_as_of_date_that_is_not_in_the_table_is_refused() {
    FeatureTable table = table();
    ModelArtifact model = model(table, Algorithm.LINEAR);
    AsOfDate absent = AsOfDate.parse("2001-10-02");
    assertFails(Kind.INVALID, () -> scorer().score(PanelFixture.scoring(model, table, absent)));
  }

  @ParameterizedTest
  @EnumSource(names = {"LINEAR", "XGBOOST"})
  void a_model_whose_files_are_gone_is_not_found(Algorithm algorithm) {
    FeatureTable table = table();
    ModelArtifact model = newModel(table, algorithm);
    ModelFiles.delete(model);
    assertFails(Kind.NOT_FOUND, () -> score(model, table));
  }

  @Test
  void a_table_version_that_is_gone_is_not_found() {
    FeatureTable table = table();
    ModelArtifact model = model(table, Algorithm.LINEAR);
    assertFails(Kind.NOT_FOUND, () -> score(model, TrainingPanelsContract.gone(table)));
  }
}
