package io.spendcast.testkit;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.prediction.Prediction;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.ScoredCustomer;
import io.spendcast.domain.prediction.ScoredRows;
import java.util.List;
import java.util.stream.Stream;

/** Reads scored rows of the in-memory lake. */
public final class InMemoryScoredRows implements ScoredRows {
  private final InMemoryLake lake;

  /** Of this lake. */
  public InMemoryScoredRows(InMemoryLake lake) {
    this.lake = lake;
  }

  @Override
  public Stream<ScoredCustomer> of(PredictionBatch batch) {
    List<PredictionRow> rows = lake.predictions(batch.scored());
    if (rows.size() != batch.customers()) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot read %s: it has %s rows instead of %s."
              .formatted(batch.scored(), rows.size(), batch.customers()),
          "Score again.");
    }
    return rows.stream().map(InMemoryScoredRows::customer);
  }

  private static ScoredCustomer customer(PredictionRow row) {
    return new ScoredCustomer(
        new Prediction(
            row.customer(),
            row.predictedSpend(),
            row.bounds().map(bounds -> new Prediction.Range(bounds.low(), bounds.high())),
            row.probabilityOfSpend()),
        row.run(),
        row.scoredAt());
  }
}
