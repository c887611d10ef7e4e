package io.spendcast.adapters.spark.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.adapters.spark.scoring.DeltaPanelLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.adapters.spark.training.SparkTrainer;
import io.spendcast.domain.json.JsonObject;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.Reasons;
import io.spendcast.domain.prediction.ScoredCustomer;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.training.Trainer;
import io.spendcast.testkit.ScorerContract;
import io.spendcast.testkit.TestLake;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SparkScorerTest extends ScorerContract {
  private Lake lake;
  private SparkTrainer trainer;

  @BeforeAll
  void open(@TempDir Path directory) {
    lake = new Lake(TestSession.session(), directory.resolve("lake").toString());
    trainer = new SparkTrainer(lake, directory.resolve("models"));
  }

  @AfterAll
  void close() {
    trainer.close();
  }

  @Override
  protected TestLake lake() {
    return new DeltaPanelLake(lake);
  }

  @Override
  protected Trainer trainer() {
    return trainer;
  }

  @Override
  protected Scorer scorer() {
    return new SparkScorer(lake, DeltaPanelLake.SCORED);
  }

  @Test
  void reasons_are_a_column_and_do_not_change_the_forecast() {
    ScoringRequest plain = request();
    Map<String, Double> forecasts = forecasts(scorer().score(plain));
    ScoringRequest asked =
        new ScoringRequest(
            plain.model(),
            plain.features(),
            plain.asOf(),
            plain.run(),
            plain.scoredAt(),
            new Reasons(2));
    PredictionBatch explained = scorer().score(asked);
    assertThat(forecasts(explained)).isEqualTo(forecasts);
    for (Row row : lake.read(explained.scored()).collectAsList()) {
      JsonObject why = JsonObject.parse(row.getAs(PredictionRows.REASONS));
      double sum =
          why.objects("inputs").stream().mapToDouble(share -> share.number("amount")).sum()
              + why.number("base")
              + why.number("others");
      assertThat(sum).isCloseTo(row.<Double>getAs(PredictionRows.SPEND), within(1e-6));
    }
    assertThat(read(explained)).extracting(ScoredCustomer::reasons).allMatch(Optional::isPresent);
    assertThat(read(scorer().score(plain)))
        .extracting(ScoredCustomer::reasons)
        .allMatch(Optional::isEmpty);
  }

  private List<ScoredCustomer> read(PredictionBatch batch) {
    try (Stream<ScoredCustomer> rows = new DeltaScoredRows(lake).of(batch)) {
      return rows.toList();
    }
  }

  private Map<String, Double> forecasts(PredictionBatch batch) {
    return lake.read(batch.scored()).collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> row.getAs(PredictionRows.CUSTOMER),
                row -> row.<Double>getAs(PredictionRows.SPEND)));
  }
}
