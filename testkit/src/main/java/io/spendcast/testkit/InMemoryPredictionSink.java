package io.spendcast.testkit;

import io.spendcast.domain.TableVersion;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.PublishReceipt;
import io.spendcast.domain.prediction.PublishReceipt.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Publishes predictions to a table of the in-memory lake. */
public final class InMemoryPredictionSink implements PredictionSink {
  private final InMemoryLake lake;

  /** A sink to this lake. */
  public InMemoryPredictionSink(InMemoryLake lake) {
    this.lake = lake;
  }

  @Override
  public synchronized PublishReceipt publish(PredictionBatch batch) {
    List<PredictionRow> rows = lake.predictions(batch.scored());
    List<PredictionRow> published =
        lake.latest(InMemoryLake.PREDICTIONS).map(lake::predictions).orElse(List.of());
    Predicate<PredictionRow> sameKey = row -> isOf(batch, row);
    List<PredictionRow> earlier = published.stream().filter(sameKey).toList();
    if (lake.latest(InMemoryLake.PREDICTIONS).isPresent()
        && forecasts(earlier).equals(forecasts(rows))) {
      return receipt(lake.latest(InMemoryLake.PREDICTIONS).orElseThrow(), rows, Outcome.UNCHANGED);
    }
    Stream<PredictionRow> others = published.stream().filter(sameKey.negate());
    return receipt(
        lake.write(InMemoryLake.PREDICTIONS, Stream.concat(others, rows.stream()).toList()),
        rows,
        Outcome.PUBLISHED);
  }

  @Override
  public synchronized boolean holds(PredictionBatch batch) {
    List<PredictionRow> rows =
        lake.latest(InMemoryLake.PREDICTIONS).map(lake::predictions).orElse(List.of()).stream()
            .filter(row -> isOf(batch, row))
            .toList();
    return batch.isLike(
        rows.size(), rows.stream().mapToDouble(PredictionRow::predictedSpend).sum());
  }

  private static boolean isOf(PredictionBatch batch, PredictionRow row) {
    return row.model().equals(batch.model())
        && row.modelVersion() == batch.modelVersion()
        && row.asOf().equals(batch.asOf())
        && row.horizonDays() == batch.horizon().days();
  }

  private static Map<Object, Object> forecasts(List<PredictionRow> rows) {
    return rows.stream()
        .collect(
            Collectors.toMap(
                PredictionRow::customer, row -> List.of(row.predictedSpend(), row.bounds())));
  }

  private static PublishReceipt receipt(
      TableVersion table, List<PredictionRow> rows, Outcome outcome) {
    return new PublishReceipt(table, table.table().value(), rows.size(), outcome);
  }
}
