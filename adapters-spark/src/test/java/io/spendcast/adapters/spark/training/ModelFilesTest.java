package io.spendcast.adapters.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.spendcast.adapters.spark.scoring.DeltaPanelLake;
import io.spendcast.adapters.spark.scoring.SavedModels;
import io.spendcast.adapters.spark.table.CommitNote;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.adapters.spark.training.learner.Settings;
import io.spendcast.adapters.spark.training.learner.TrainingRows;
import io.spendcast.adapters.spark.training.learner.XgboostLearner;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.forecast.ForecastFile;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.TrainedModel;
import io.spendcast.domain.training.TrainingPanel;
import io.spendcast.testkit.FeatureRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is in a model's files predicts what the libraries themselves predict. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ModelFilesTest {
  private static final Horizon HORIZON = new Horizon(90, 0);
  private static final FeatureSet FEATURES =
      CustomerFeatures.forChannels(List.of(new Channel("store")), HORIZON);
  private static final PanelPlan PLAN =
      new PanelPlan(
          List.of(AsOfDate.parse("2001-01-01")),
          List.of(AsOfDate.parse("2001-06-01")),
          AsOfDate.parse("2001-10-01"),
          HORIZON);

  private final Map<Algorithm, TrainedModel> usual = new EnumMap<>(Algorithm.class);
  private Lake lake;
  private SparkTrainer trainer;
  private TrainingPanel panel;
  private TrainingRows rows;
  private Optional<TrainingPanel> scattered = Optional.empty();

  @BeforeAll
  void open(@TempDir Path directory) {
    lake = new Lake(TestSession.session(), directory.resolve("lake").toString());
    trainer = new SparkTrainer(lake, directory.resolve("models"));
    Random random = new Random(3);
    List<FeatureRow> table =
        PLAN.all().stream()
            .flatMap(asOf -> random.ints(120).mapToObj(i -> row(asOf, random)))
            .toList();
    panel =
        new TrainingPanel(new DeltaPanelLake(lake).features(FEATURES, table), PLAN, 1, 120, 120);
    rows = TrainingRows.read(lake, panel);
  }

  private static FeatureRow row(AsOfDate asOf, Random random) {
    Map<String, Double> values = new HashMap<>();
    for (String name : FEATURES.names()) {
      values.put(name, random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian() * 50);
    }
    double known = values.get(CustomerFeatures.SPEND_LAST_HORIZON);
    return new FeatureRow(
        new CustomerId("c" + random.nextLong()),
        asOf,
        values,
        Optional.of(Math.max(0, Double.isNaN(known) ? 30 : known + random.nextInt(20))));
  }

  @AfterAll
  void close() {
    rows.release();
    trainer.close();
  }

  private List<Double> published(ModelArtifact artifact) {
    return SavedModels.open(List.of(artifact), panel.features(), lake.shared())
        .score(rows.data(), List.of(), List.of("spend"))
        .collectAsList()
        .stream()
        .map(row -> row.getDouble(0))
        .toList();
  }

  /** As an earlier version of Spendcast left it. */
  private static ModelArtifact withoutPortable(ModelArtifact artifact) throws IOException {
    Files.delete(Path.of(artifact.location()).resolve(ForecastFile.NAME));
    return artifact;
  }

  private static List<Double> neverNegative(Dataset<Row> predicted) {
    return predicted.select("prediction").collectAsList().stream()
        .map(row -> Math.max(0, row.getDouble(0)))
        .toList();
  }

  private TrainedModel train(Algorithm algorithm, Map<String, String> hyperparameters) {
    return trainer.train(panel, algorithm, new Hyperparameters(hyperparameters), 7);
  }

  private TrainedModel trained(Algorithm algorithm) {
    return usual.computeIfAbsent(algorithm, some -> train(some, Map.of()));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "XGBOOST")
  void a_spark_pipeline_loads_and_predicts_as_it_does_in_spark(Algorithm algorithm)
      throws IOException {
    ModelArtifact artifact = trained(algorithm).artifact();
    assertThat(Path.of(artifact.location()).resolve("sparkml/metadata")).isDirectory();
    assertThat(Path.of(artifact.location()).resolve("sparkml/stages")).isDirectory();
    PipelineModel loaded = PipelineModel.load(artifact.location() + "sparkml");
    assertThat(loaded.stages())
        .allSatisfy(stage -> assertThat(stage.getClass().getName()).startsWith("org.apache.spark"));
    List<Double> portable = published(artifact);
    List<Double> library = neverNegative(loaded.transform(rows.data()));
    for (int i = 0; i < library.size(); i++) {
      assertThat(portable.get(i)).isCloseTo(library.get(i), withinPercentage(1e-10));
    }
    assertThat(published(withoutPortable(artifact))).isEqualTo(portable);
  }

  @Test
  void the_native_file_of_xgboost_predicts_as_its_spark_model_does_at_the_right_level()
      throws IOException {
    TrainedModel model = trained(Algorithm.XGBOOST);
    Settings defaults =
        Settings.merge(Algorithm.XGBOOST, new XgboostLearner().defaults(), Hyperparameters.NONE);
    List<Double> inMemory =
        neverNegative(
            XgboostLearner.regressor(rows, defaults, 7)
                .fit(XgboostLearner.learned(rows, defaults, 1))
                .transform(XgboostLearner.dense(rows, 1)));
    double level = Double.parseDouble(model.hyperparameters().values().get("level"));
    List<Double> published = published(model.artifact());
    for (int i = 0; i < published.size(); i++) {
      assertThat(published.get(i)).isCloseTo(level * inMemory.get(i), withinPercentage(0.001));
    }
    assertThat(total(published)).isCloseTo(spent(), withinPercentage(0.001));
    assertThat(published(withoutPortable(model.artifact()))).isEqualTo(published);
  }

  @Test
  void a_log_link_keeps_the_total_of_the_training_rows() {
    assertThat(total(published(trained(Algorithm.TWEEDIE).artifact())))
        .isCloseTo(spent(), withinPercentage(0.001));
  }

  @Test
  void an_average_says_what_each_member_counts_and_who_forecasts_noise_counts_little() {
    Map<String, String> said = trained(Algorithm.AVERAGE).hyperparameters().values();
    double model = Double.parseDouble(said.get("weight_tweedie"));
    double rule =
        Double.parseDouble(said.get("weight_" + CustomerFeatures.SPEND_EXPECTED_IN_SEASON));
    assertThat(model + rule).isCloseTo(1, withinPercentage(0.001));
    assertThat(model).isGreaterThan(0.9);
  }

  private static double total(List<Double> forecasts) {
    return forecasts.stream().mapToDouble(forecast -> forecast).sum();
  }

  private double spent() {
    return rows.statistics().meanLabel() * rows.statistics().rows();
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM_FOREST", "GBT", "XGBOOST"})
  void a_value_out_of_range_is_refused(Algorithm algorithm) {
    assertThatThrownBy(() -> train(algorithm, Map.of("max_depth", "-3")))
        .isInstanceOf(SpendcastException.class)
        .hasMessageContaining("max_depth=-3");
  }

  @ParameterizedTest
  @EnumSource(names = {"LINEAR", "AVERAGE", "RANDOM_FOREST", "GBT", "XGBOOST"})
  void the_layout_of_the_table_does_not_change_the_model(Algorithm algorithm) {
    ModelArtifact first = trained(algorithm).artifact();
    ModelArtifact second =
        trainer.train(scattered(), algorithm, Hyperparameters.NONE, 7).artifact();
    assertThat(published(second)).isEqualTo(published(first));
  }

  /** The same rows in seven files, written once for all of them. */
  private TrainingPanel scattered() {
    if (scattered.isEmpty()) {
      scattered = Optional.of(inSevenFiles(panel.features()));
    }
    return scattered.get();
  }

  private TrainingPanel inSevenFiles(FeatureTable table) {
    TableVersion files =
        lake.overwrite(
            table.table().table(),
            lake.read(table.table()).repartition(7),
            Map.of(),
            List.of(),
            CommitNote.NONE);
    return new TrainingPanel(
        new FeatureTable(
            files,
            files,
            table.fingerprint(),
            table.inputs(),
            table.horizon(),
            table.asOfs(),
            table.rows(),
            table.columns()),
        PLAN,
        1,
        120,
        120);
  }

  @Test
  void the_machine_does_not_decide_on_the_number_of_partitions() {
    assertThat(List.of(1L, 1_200_000L, 30_000_000L, 144_000_000L))
        .extracting(TrainingRows::partitions)
        .containsExactly(1, 9, 64, 145);
  }
}
