package io.spendcast.testkit;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.panel.Property;
import io.spendcast.domain.evaluation.panel.Slicing;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.prediction.CustomerGroup;
import io.spendcast.domain.prediction.ForecastSummary;
import io.spendcast.domain.prediction.Prediction;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PredictionQuery;
import io.spendcast.domain.prediction.PublishedBatch;
import io.spendcast.domain.prediction.PublishedPredictions;
import io.spendcast.domain.prediction.Segments;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.uncertainty.ForecastSpread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows the predictions of the in-memory lake; writes CSV only. */
public final class InMemoryPublishedPredictions implements PublishedPredictions {
  private static final Comparator<PredictionRow> HIGHEST =
      Comparator.comparingDouble(PredictionRow::predictedSpend)
          .reversed()
          .thenComparing(row -> row.customer().value());

  private final InMemoryLake lake;

  /** Of this lake. */
  public InMemoryPublishedPredictions(InMemoryLake lake) {
    this.lake = lake;
  }

  @Override
  public Optional<PublishedBatch> newest(ModelName model) {
    return lake.latest(InMemoryLake.PREDICTIONS)
        .flatMap(
            table ->
                lake.predictions(table).stream()
                    .filter(row -> row.model().equals(model))
                    .max(
                        Comparator.comparing(PredictionRow::asOf)
                            .thenComparing(PredictionRow::scoredAt))
                    .map(
                        row ->
                            batch(
                                new PublishedBatch(
                                    table,
                                    model,
                                    row.modelVersion(),
                                    row.asOf(),
                                    row.horizonDays(),
                                    row.run(),
                                    0,
                                    0))));
  }

  private PublishedBatch batch(PublishedBatch key) {
    List<PredictionRow> rows = rows(key);
    return new PublishedBatch(
        key.table(),
        key.model(),
        key.modelVersion(),
        key.asOf(),
        key.horizonDays(),
        key.run(),
        rows.size(),
        rows.stream().mapToDouble(PredictionRow::predictedSpend).sum());
  }

  private List<PredictionRow> rows(PublishedBatch batch) {
    return lake.predictions(batch.table()).stream()
        .filter(
            row ->
                row.model().equals(batch.model())
                    && row.modelVersion() == batch.modelVersion()
                    && row.asOf().equals(batch.asOf())
                    && row.horizonDays() == batch.horizonDays())
        .sorted(HIGHEST)
        .toList();
  }

  @Override
  public List<Prediction> highest(PredictionQuery query, int most) {
    return wanted(query).limit(most).map(InMemoryPublishedPredictions::prediction).toList();
  }

  private Stream<PredictionRow> wanted(PredictionQuery query) {
    List<PredictionRow> rows = rows(query.batch());
    Segmented segmented = new Segmented(rows, query.features());
    return rows.stream()
        .filter(row -> query.customer().filter(one -> !one.equals(row.customer())).isEmpty())
        .filter(row -> query.segment().filter(one -> !segmented.of(row).contains(one)).isEmpty());
  }

  private static Prediction prediction(PredictionRow row) {
    return new Prediction(
        row.customer(),
        row.predictedSpend(),
        row.bounds().map(bounds -> new Prediction.Range(bounds.low(), bounds.high())),
        row.probabilityOfSpend());
  }

  @Override
  public long write(PredictionQuery query, int most, String file) {
    Segmented segmented = new Segmented(rows(query.batch()), query.features());
    List<PredictionRow> rows = wanted(query).limit(most).toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        "customer_id,as_of_date,horizon_days,predicted_spend,predicted_low,predicted_high,"
            + "probability_of_spend,model_name,model_version,run_id,scored_at,channel_mix,tenure,value");
    rows.forEach(row -> lines.add(line(row, segmented.of(row))));
    try {
      Files.write(Path.of(file), lines);
    } catch (IOException e) {
      throw new SpendcastException(
          Kind.INVALID, "Cannot write to " + file + ": " + e + ".", "Choose another file.", e);
    }
    return rows.size();
  }

  private static String line(PredictionRow row, List<Property> segments) {
    return Stream.concat(
            Stream.of(
                row.customer(),
                row.asOf(),
                row.horizonDays(),
                row.predictedSpend(),
                row.bounds().map(PredictionRow.Bounds::low).map(Object::toString).orElse(""),
                row.bounds().map(PredictionRow.Bounds::high).map(Object::toString).orElse(""),
                row.probabilityOfSpend().map(Object::toString).orElse(""),
                row.model(),
                row.modelVersion(),
                row.run(),
                row.scoredAt()),
            segments.stream().map(Property::value))
        .map(value -> quoted(value.toString()))
        .collect(Collectors.joining(","));
  }

  private static String quoted(String text) {
    return text.contains(",") || text.contains("\"")
        ? "\"" + text.replace("\"", "\"\"") + "\""
        : text;
  }

  @Override
  public ForecastSummary summary(PredictionBatch batch, FeatureTable features) {
    List<PredictionRow> rows = lake.predictions(batch.scored()).stream().sorted(HIGHEST).toList();
    Segmented segmented = new Segmented(rows, Optional.of(features));
    return ForecastSummary.of(
        rows.stream().map(row -> segmented.group(row, batch.spread())).toList(),
        segmented.segments,
        batch.spread());
  }

  /** The segments of the rows of a batch, from the highest prediction on. */
  private final class Segmented {
    private final Segments segments;
    private final Map<String, Map<String, Double>> values;

    Segmented(List<PredictionRow> rows, Optional<FeatureTable> features) {
      List<FeatureRow> found =
          features.stream()
              .flatMap(table -> lake.featureRows(table).stream())
              .filter(row -> !rows.isEmpty() && row.asOf().equals(rows.get(0).asOf()))
              .toList();
      values =
          found.stream()
              .collect(Collectors.toMap(row -> row.customer().value(), FeatureRow::values));
      segments =
          new Segments(
              Slicing.of(
                  found.stream()
                      .flatMap(row -> row.values().keySet().stream())
                      .distinct()
                      .toList()),
              at(rows, Segments.topTenth(rows.size())),
              at(rows, Segments.upperHalf(rows.size())));
    }

    private static double at(List<PredictionRow> rows, long place) {
      return rows.isEmpty() ? 0 : rows.get((int) place - 1).predictedSpend();
    }

    List<Property> of(PredictionRow row) {
      return segments.of(
          row.predictedSpend(),
          segments.slicing().columns().stream()
              .mapToDouble(column -> value(row, column))
              .toArray());
    }

    private double value(PredictionRow row, String column) {
      return values.getOrDefault(row.customer().value(), Map.of()).getOrDefault(column, Double.NaN);
    }

    CustomerGroup group(PredictionRow row, Optional<ForecastSpread> spread) {
      double lastYear = value(row, CustomerFeatures.SPEND_LAST_YEAR);
      boolean above = row.predictedSpend() > segments.upper();
      boolean unknown = Double.isNaN(lastYear);
      return new CustomerGroup(
          of(row),
          1,
          row.predictedSpend(),
          above ? 1 : 0,
          above ? row.predictedSpend() : 0,
          unknown ? 0 : lastYear,
          unknown ? 1 : 0,
          spread.map(known -> known.probabilityOfSpend(row.predictedSpend())).orElse(0.0),
          spread.map(known -> known.variance(row.predictedSpend())).orElse(0.0));
    }
  }
}
