package io.spendcast.adapters.spark.training.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.scoring.DeltaPanelLake;
import io.spendcast.adapters.spark.scoring.SavedModels;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.adapters.spark.training.SparkTrainer;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.TrainedModel;
import io.spendcast.domain.training.TrainingPanel;
import io.spendcast.testkit.FeatureRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What trees make of a season weight that is nearly one they know. */
final class SeasonCutsTest {
  private static final Horizon HORIZON = new Horizon(90, 0);
  private static final FeatureSet FEATURES =
      CustomerFeatures.forChannels(List.of(new Channel("store")), HORIZON);
  private static final PanelPlan PLAN =
      new PanelPlan(
          List.of(AsOfDate.parse("2001-01-01"), AsOfDate.parse("2001-02-01")),
          List.of(AsOfDate.parse("2001-06-01")),
          AsOfDate.parse("2001-10-01"),
          HORIZON);
  private static final int CUSTOMERS = 100;

  @TempDir private Path directory;
  private Lake lake;
  private SparkTrainer trainer;

  @BeforeEach
  void open() {
    lake = new Lake(TestSession.session(), directory.resolve("lake").toString());
    trainer = new SparkTrainer(lake, directory.resolve("models"));
  }

  @AfterEach
  void close() {
    trainer.close();
  }

  /** Low season has the weight 0.2 and a spend of 10, high season 0.4 and 100. */
  private TrainingPanel panel() {
    List<FeatureRow> rows = new ArrayList<>();
    for (AsOfDate asOf : PLAN.all()) {
      boolean high = asOf.equals(PLAN.train().get(1));
      for (int i = 0; i < CUSTOMERS; i++) {
        Map<String, Double> values = new HashMap<>();
        FEATURES.names().forEach(name -> values.put(name, 1.0));
        values.put(CustomerFeatures.HORIZON_SEASON_WEIGHT, high ? 0.4 : 0.2);
        rows.add(
            new FeatureRow(
                new CustomerId("c" + i), asOf, values, Optional.of(high ? 100.0 : 10.0)));
      }
    }
    return new TrainingPanel(
        new DeltaPanelLake(lake).features(FEATURES, rows), PLAN, 1, 2L * CUSTOMERS, CUSTOMERS);
  }

  private double forecastAt(double weight, TrainingPanel panel, TrainedModel model) {
    Dataset<Row> row =
        lake.read(panel.features().table())
            .limit(1)
            .withColumn(CustomerFeatures.HORIZON_SEASON_WEIGHT, functions.lit(weight));
    return SavedModels.open(List.of(model.artifact()), panel.features(), lake.shared())
        .score(row, List.of(), List.of("spend"))
        .first()
        .getDouble(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM_FOREST", "GBT", "XGBOOST"})
  void a_weight_close_to_one_that_is_known_means_the_same_season(Algorithm learner) {
    TrainingPanel panel = panel();
    TrainedModel model = trainer.train(panel, learner, Hyperparameters.NONE, 7);
    assertThat(forecastAt(0.4, panel, model)).isGreaterThan(70);
    for (double close : new double[] {0.3999, 0.35}) {
      assertThat(forecastAt(close, panel, model)).isEqualTo(forecastAt(0.4, panel, model));
    }
    for (double close : new double[] {0.2001, 0.1999, 0.25}) {
      assertThat(forecastAt(close, panel, model)).isEqualTo(forecastAt(0.2, panel, model));
    }
  }

  @Test
  void cuts_lie_in_the_middle_and_part_even_neighbours() {
    assertThat(SeasonCuts.between(List.of(0.4f, 0.1f, 0.2f, 0.4f)).shifted())
        .containsExactlyInAnyOrderEntriesOf(Map.of(0.2f, 0.15f, 0.4f, 0.3f));
    float next = Math.nextUp(0.4f);
    assertThat(SeasonCuts.between(List.of(0.4f, next)).shifted().getOrDefault(next, next))
        .isEqualTo(next);
  }
}
