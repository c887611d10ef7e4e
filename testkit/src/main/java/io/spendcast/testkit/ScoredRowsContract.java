package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.prediction.Prediction;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.ScoredCustomer;
import io.spendcast.domain.prediction.ScoredRows;
import io.spendcast.domain.registry.ModelName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link ScoredRows} does. */
public abstract class ScoredRowsContract {
  private static final ModelName MODEL = new ModelName("shop_customer_spend_model");
  private static final AsOfDate AS_OF = AsOfDate.parse("2002-05-01");
  private static final RunId RUN = new RunId("run");
  private static final Instant NOW = Instant.parse("2002-05-01T06:00:00.123Z");

  /** The lake that scored rows are in; the same in the whole test. */
  protected abstract TestLake lake();

  /** Reads them. */
  protected abstract ScoredRows rows();

  private static PredictionRow row(String customer, Optional<PredictionRow.Bounds> bounds) {
    return new PredictionRow(
        new CustomerId(customer),
        AS_OF,
        90,
        10.25,
        bounds,
        bounds.map(any -> 0.25),
        MODEL,
        1,
        RUN,
        NOW);
  }

  private static PredictionBatch batch(TableVersion scored, long customers) {
    return new PredictionBatch(
        scored,
        MODEL,
        1,
        AS_OF,
        new Horizon(90, 0),
        customers,
        customers * 10.25,
        Optional.empty());
  }

  private List<ScoredCustomer> read(PredictionBatch batch) {
    try (Stream<ScoredCustomer> rows = rows().of(batch)) {
      return rows.toList();
    }
  }

  @Test
  void each_customer_comes_once_with_all_that_was_scored() {
    PredictionBatch batch =
        batch(
            lake()
                .scored(
                    List.of(
                        row("17", Optional.of(new PredictionRow.Bounds(0, 20.5))),
                        row("O'Neil, ünï", Optional.empty()))),
            2);
    List<ScoredCustomer> expected =
        List.of(
            new ScoredCustomer(
                new Prediction(
                    new CustomerId("17"),
                    10.25,
                    Optional.of(new Prediction.Range(0, 20.5)),
                    Optional.of(0.25)),
                RUN,
                NOW),
            new ScoredCustomer(
                new Prediction(
                    new CustomerId("O'Neil, ünï"), 10.25, Optional.empty(), Optional.empty()),
                RUN,
                NOW));
    assertThat(read(batch)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(read(batch)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void rows_that_are_gone_are_not_found() {
    TableVersion scored = lake().scored(List.of(row("17", Optional.empty())));
    assertFails(Kind.NOT_FOUND, () -> read(batch(scored, 2)));
    assertFails(
        Kind.NOT_FOUND,
        () -> read(batch(new TableVersion(new TableName("scratch/never_written"), 0), 1)));
  }
}
