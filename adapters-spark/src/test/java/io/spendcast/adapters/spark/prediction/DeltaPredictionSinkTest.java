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
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.PublishReceipt;
import io.spendcast.domain.prediction.ScoredRows;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.testkit.PredictionRow;
import io.spendcast.testkit.PredictionSinkContract;
import io.spendcast.testkit.TestLake;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeltaPredictionSinkTest extends PredictionSinkContract {
  private static final TableName PUBLISHED =
      new TableName("predictions/tpcds/customer_spend_predictions");

  @TempDir private Path directory;
  private Lake lake;

  @BeforeEach
  void open() {
    lake = new Lake(TestSession.session(), directory.toString());
  }

  @Override
  protected TestLake lake() {
    return new DeltaPanelLake(lake);
  }

  @Override
  protected PredictionSink sink(ScoredRows scored) {
    return sink();
  }

  private PredictionSink sink() {
    return new DeltaPredictionSink(lake, PUBLISHED);
  }

  @Override
  protected List<PredictionRow> published() {
    return lake.latest(PUBLISHED).map(lake()::predictions).orElse(List.of());
  }

  @Override
  protected void empty() {
    lake().empty(PUBLISHED);
  }

  @Override
  protected void remove() {
    lake().remove(PUBLISHED);
  }

  @Test
  void an_earlier_version_of_the_table_stays_as_it_was() {
    PredictionRow may = row("c1", "2002-05-01", Optional.of(new PredictionRow.Bounds(0, 25)));
    PublishReceipt first = sink().publish(batch(may));
    sink().publish(batch(row("c2", "2002-05-01", Optional.empty())));
    assertThat(first.place()).isEqualTo(directory + "/" + PUBLISHED);
    assertThat(lake().predictions(first.table())).containsExactly(may);
  }

  private PredictionBatch batch(PredictionRow row) {
    return new PredictionBatch(
        lake().scored(List.of(row)),
        row.model(),
        row.modelVersion(),
        row.asOf(),
        new Horizon(row.horizonDays(), 0),
        1,
        row.predictedSpend(),
        Optional.empty());
  }

  /** The table of an earlier version of Spendcast: history without the columns of the bounds. */
  @Test
  void a_table_without_bounds_is_widened_and_keeps_its_history() {
    PredictionBatch batch =
        batch(row("c1", "2002-05-01", Optional.of(new PredictionRow.Bounds(0, 25))));
    TableVersion april = lake().scored(List.of(row("c1", "2002-04-01", Optional.empty())));
    lake.overwrite(
        PUBLISHED,
        lake.read(april).drop("predicted_low", "predicted_high", "probability_of_spend"),
        Map.of());
    PublishReceipt receipt = sink().publish(batch);
    assertThat(lake().predictions(receipt.table()))
        .containsExactlyInAnyOrder(
            row("c1", "2002-04-01", Optional.empty()),
            row("c1", "2002-05-01", Optional.of(new PredictionRow.Bounds(0, 25))));
  }

  private static PredictionRow row(
      String customer, String asOf, Optional<PredictionRow.Bounds> bounds) {
    return new PredictionRow(
        new CustomerId(customer),
        AsOfDate.parse(asOf),
        90,
        10,
        bounds,
        bounds.map(any -> 0.5),
        new ModelName("tpcds_customer_spend_model"),
        1,
        new RunId("run"),
        Instant.parse("2002-05-01T06:00:00Z"));
  }
}
