package io.spendcast.testkit;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.forecast.Explanation;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.prediction.ExampleSearch;
import io.spendcast.domain.prediction.ForecastExample;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.prediction.Segments;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.training.ModelArtifact;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Scores feature rows of the in-memory lake. */
public final class InMemoryScorer implements Scorer {
  private final InMemoryLake lake;

  /** A scorer in this lake. */
  public InMemoryScorer(InMemoryLake lake) {
    this.lake = lake;
  }

  @Override
  public PredictionBatch score(ScoringRequest request) {
    requireSameFeatures(request.model().artifact(), request.features());
    LinearModel model = LinearModel.load(request.model().artifact());
    List<PredictionRow> rows =
        lake.featureRows(request.features()).stream()
            .filter(row -> row.asOf().equals(request.asOf()))
            .map(row -> scored(request, row, model))
            .toList();
    requireSome(rows, request.asOf());
    return new PredictionBatch(
        lake.scored(rows),
        request.model().name(),
        request.model().number(),
        request.asOf(),
        request.features().horizon(),
        rows.size(),
        rows.stream().mapToDouble(PredictionRow::predictedSpend).sum(),
        request.spread());
  }

  @Override
  public Optional<Explanation> explain(ScoringRequest request, CustomerId customer) {
    requireSameFeatures(request.model().artifact(), request.features());
    LinearModel model = LinearModel.load(request.model().artifact());
    List<FeatureRow> rows =
        lake.featureRows(request.features()).stream()
            .filter(row -> row.asOf().equals(request.asOf()))
            .toList();
    requireSome(rows, request.asOf());
    return rows.stream()
        .filter(row -> row.customer().equals(customer))
        .findFirst()
        .map(row -> model.explain(row.values()));
  }

  @Override
  public List<ForecastExample> examples(ScoringRequest request, PredictionBatch batch) {
    requireSameFeatures(request.model().artifact(), request.features());
    LinearModel model = LinearModel.load(request.model().artifact());
    ExampleSearch<FeatureRow> search = new ExampleSearch<>(middle(batch));
    lake.featureRows(request.features()).stream()
        .filter(row -> row.asOf().equals(request.asOf()))
        .map(
            row ->
                new ExampleSearch.Candidate<>(
                    row.customer(), model.predict(row.values()), past(row).orElse(Double.NaN), row))
        .forEach(search::see);
    return search.found().entrySet().stream()
        .flatMap(
            role ->
                role.getValue().stream()
                    .map(
                        row ->
                            new ForecastExample(
                                role.getKey(), past(row), model.explain(row.values()))))
        .toList();
  }

  private static Optional<Double> past(FeatureRow row) {
    return Optional.ofNullable(row.values().get(CustomerFeatures.SPEND_RATE));
  }

  private double middle(PredictionBatch batch) {
    return lake.predictions(batch.scored()).stream()
        .map(PredictionRow::predictedSpend)
        .sorted(Comparator.reverseOrder())
        .skip(Segments.upperHalf(batch.customers()) - 1)
        .findFirst()
        .orElse(0.0);
  }

  @Override
  public PortableModel portable(ModelVersion version) {
    return LinearModel.load(version.artifact()).portable(version.artifact());
  }

  private static PredictionRow scored(ScoringRequest request, FeatureRow row, LinearModel model) {
    double forecast = model.predict(row.values());
    return new PredictionRow(
        row.customer(),
        row.asOf(),
        request.features().horizon().days(),
        forecast,
        request
            .intervals()
            .map(found -> new PredictionRow.Bounds(found.low(forecast), found.high(forecast))),
        request.spread().map(spread -> spread.probabilityOfSpend(forecast)),
        request.model().name(),
        request.model().number(),
        request.run(),
        request.scoredAt());
  }

  private static void requireSome(List<?> rows, AsOfDate asOf) {
    if (rows.isEmpty()) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot score " + asOf + ": it is not in the feature table.",
          "Build the features for it.");
    }
  }

  /** Refuses a model that was trained on other features. */
  static void requireSameFeatures(ModelArtifact model, FeatureTable features) {
    if (!model.features().equals(features.of(model.inputs()))) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot apply a model: its inputs %s are defined otherwise in the table."
              .formatted(model.inputs()),
          "Train a model on these features.");
    }
  }
}
