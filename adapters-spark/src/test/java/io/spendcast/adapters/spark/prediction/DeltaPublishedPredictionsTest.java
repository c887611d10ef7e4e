package io.spendcast.adapters.spark.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.scoring.DeltaPanelLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.RunId;
import io.spendcast.domain.TableName;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PredictionQuery;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.PublishedBatch;
import io.spendcast.domain.prediction.PublishedPredictions;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.testkit.PredictionRow;
import io.spendcast.testkit.PublishedPredictionsContract;
import io.spendcast.testkit.TestLake;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeltaPublishedPredictionsTest extends PublishedPredictionsContract {
  private static final TableName PUBLISHED =
      new TableName("predictions/tpcds/customer_spend_predictions");

  private static final ModelName MODEL = new ModelName("tpcds_customer_spend_model");
  private static final Instant SCORED = Instant.parse("2002-05-01T06:00:00Z");

  @TempDir private Path lakeDirectory;
  private Lake lake;

  @BeforeEach
  void open() {
    lake = new Lake(TestSession.session(), lakeDirectory.toString());
  }

  @Override
  protected TestLake lake() {
    return new DeltaPanelLake(lake);
  }

  @Override
  protected PredictionSink sink() {
    return new DeltaPredictionSink(lake, PUBLISHED);
  }

  @Override
  protected PublishedPredictions published() {
    return new DeltaPublishedPredictions(lake, PUBLISHED);
  }

  /** Another program reads the files that we write, quotes and empty fields included. */
  @Test
  void files_are_read_by_others(@TempDir Path directory) throws Exception {
    List<PredictionRow> rows =
        List.of(
            row("plain", 20, Optional.of(new PredictionRow.Bounds(1, 30))),
            row("said \"yes\", twice", 10, Optional.empty()));
    PredictionBatch batch =
        new PredictionBatch(
            lake().scored(rows),
            MODEL,
            1,
            AsOfDate.parse("2002-05-01"),
            new Horizon(90, 0),
            2,
            30,
            Optional.empty());
    PublishedBatch there = PublishedBatch.of(new RunId("run"), batch, sink().publish(batch));
    for (String file : List.of("a.csv", "a.parquet")) {
      String path = directory.resolve(file).toString();
      assertThat(published().write(PredictionQuery.all(there, Optional.empty()), 10, path))
          .isEqualTo(2);
      try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
          ResultSet found =
              duck.createStatement()
                  .executeQuery(
                      "SELECT customer_id, predicted_spend, predicted_low, as_of_date = DATE '2002-05-01',"
                          + " epoch(scored_at::TIMESTAMPTZ) FROM '%s'".formatted(path))) {
        assertThat(found.next()).isTrue();
        assertThat(found.getString(1)).isEqualTo("plain");
        assertThat(found.getDouble(2)).isEqualTo(20);
        assertThat(found.getDouble(3)).isEqualTo(1);
        assertThat(found.getBoolean(4)).isTrue();
        assertThat(found.getDouble(5)).isEqualTo((double) SCORED.getEpochSecond());
        assertThat(found.next()).isTrue();
        assertThat(found.getString(1)).isEqualTo("said \"yes\", twice");
        assertThat(found.getObject(3)).isNull();
        assertThat(found.next()).isFalse();
      }
    }
  }

  private static PredictionRow row(
      String customer, double spend, Optional<PredictionRow.Bounds> bounds) {
    return new PredictionRow(
        new CustomerId(customer),
        AsOfDate.parse("2002-05-01"),
        90,
        spend,
        bounds,
        bounds.map(any -> 0.5),
        MODEL,
        1,
        new RunId("run"),
        SCORED);
  }
}
