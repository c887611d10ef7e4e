package io.spendcast.testkit;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.ModelFormat;
import io.spendcast.domain.training.Shortfall;
import io.spendcast.domain.training.TrainedModel;
import io.spendcast.domain.training.Trainer;
import io.spendcast.domain.training.TrainingPanel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fits the baselines as they are defined and stands in for every learner with ridge regression. */
public final class InMemoryTrainer implements Trainer {
  private static final String LAMBDA = "reg_param";

  private final InMemoryLake lake;
  private final Path scratch;
  private int models;

  /** A trainer that reads this lake and leaves models below this directory. */
  public InMemoryTrainer(InMemoryLake lake, Path scratch) {
    this.lake = lake;
    this.scratch = scratch;
  }

  @Override
  public Shortfall shortfall(TrainingPanel panel, List<Algorithm> algorithms) {
    List<FeatureRow> rows = rows(panel);
    Map<Algorithm, String> absent = new HashMap<>();
    algorithms.forEach(
        algorithm ->
            column(algorithm)
                .filter(column -> !isKnown(column, rows, lastOf(rows)))
                .ifPresent(column -> absent.put(algorithm, column + " is not known at the last")));
    Map<String, String> leftOut = new HashMap<>();
    panel.features().inputs().stream()
        .filter(input -> !isAlwaysKnown(input, rows))
        .forEach(input -> leftOut.put(input, "is not known at each training date"));
    return new Shortfall(absent, leftOut);
  }

  private static boolean isAlwaysKnown(String input, List<FeatureRow> rows) {
    return rows.stream().map(FeatureRow::asOf).distinct().allMatch(d -> isKnown(input, rows, d));
  }

  private static boolean isKnown(String column, List<FeatureRow> rows, AsOfDate asOf) {
    return rows.stream()
        .filter(row -> row.asOf().equals(asOf))
        .anyMatch(row -> !Double.isNaN(row.values().getOrDefault(column, Double.NaN)));
  }

  private static AsOfDate lastOf(List<FeatureRow> rows) {
    return rows.stream().map(FeatureRow::asOf).max(Comparator.naturalOrder()).orElseThrow();
  }

  private List<FeatureRow> rows(TrainingPanel panel) {
    List<FeatureRow> rows =
        InMemoryTrainingPanels.trainRows(
            lake.featureRows(panel.features()), panel.plan(), panel.sampleFraction());
    if (rows.isEmpty()) {
      throw new SpendcastException(
          Kind.INVALID, "Cannot train on an empty panel.", "Plan other as-of dates.");
    }
    return rows;
  }

  @Override
  public synchronized TrainedModel train(
      TrainingPanel panel, Algorithm algorithm, Hyperparameters hyperparameters, long seed) {
    double lambda = lambda(hyperparameters);
    List<FeatureRow> rows = rows(panel);
    if (!shortfall(panel, List.of(algorithm)).absent().isEmpty()) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot train %s: what it reads is unknown.".formatted(algorithm.label()),
          "Leave it out.");
    }
    List<String> inputs =
        panel.features().inputs().stream().filter(input -> isAlwaysKnown(input, rows)).toList();
    RidgeRegression.Fit fit = fit(algorithm, rows, inputs, lambda);
    return new TrainedModel(
        algorithm,
        save(fit.model(), algorithm, panel, reads(algorithm, inputs)),
        new Hyperparameters(Map.of(LAMBDA, Double.toString(lambda))),
        fit.importances(),
        0,
        Map.of());
  }

  private static RidgeRegression.Fit fit(
      Algorithm algorithm, List<FeatureRow> rows, List<String> inputs, double lambda) {
    return switch (algorithm) {
      case ZERO -> plain(new LinearModel(0, List.of()));
      case MEAN -> plain(new LinearModel(totalLabel(rows) / rows.size(), List.of()));
      case SEASONAL_MEAN ->
          plain(times(CustomerFeatures.HORIZON_SEASON_WEIGHT, perWeight(rows), 1));
      case PERSISTENCE, SAME_WINDOW_LAST_YEAR, RATE, RATE_SEASON, BTYD, BTYD_SEASON ->
          plain(itself(algorithm, rows));
      case LINEAR, TWEEDIE, AVERAGE, RANDOM_FOREST, GBT, XGBOOST ->
          RidgeRegression.fit(rows, inputs, lambda);
    };
  }

  /** What a baseline reads; empty for the constant ones. */
  private static Optional<String> column(Algorithm algorithm) {
    return switch (algorithm) {
      case SEASONAL_MEAN -> Optional.of(CustomerFeatures.HORIZON_SEASON_WEIGHT);
      case PERSISTENCE -> Optional.of(CustomerFeatures.SPEND_LAST_HORIZON);
      case SAME_WINDOW_LAST_YEAR -> Optional.of(CustomerFeatures.SPEND_LAST_YEAR);
      case RATE -> Optional.of(CustomerFeatures.SPEND_RATE);
      case RATE_SEASON -> Optional.of(CustomerFeatures.SPEND_AT_RATE);
      case BTYD -> Optional.of(CustomerFeatures.SPEND_EXPECTED);
      case BTYD_SEASON -> Optional.of(CustomerFeatures.SPEND_EXPECTED_IN_SEASON);
      case ZERO, MEAN, LINEAR, TWEEDIE, AVERAGE, RANDOM_FOREST, GBT, XGBOOST -> Optional.empty();
    };
  }

  private static List<String> reads(Algorithm algorithm, List<String> inputs) {
    return column(algorithm).map(List::of).orElse(inputs);
  }

  /** The column where it is known, its mean where it is not. */
  private static LinearModel itself(Algorithm algorithm, List<FeatureRow> rows) {
    return times(column(algorithm).orElseThrow(), 1, mean(algorithm, rows));
  }

  private static double mean(Algorithm algorithm, List<FeatureRow> rows) {
    return rows.stream()
        .mapToDouble(row -> row.values().get(column(algorithm).orElseThrow()))
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  private static RidgeRegression.Fit plain(LinearModel model) {
    return new RidgeRegression.Fit(model, Map.of());
  }

  private static LinearModel times(String input, double weight, double fill) {
    return new LinearModel(0, List.of(new LinearModel.Term(input, weight, fill)));
  }

  private static double totalLabel(List<FeatureRow> rows) {
    return rows.stream().mapToDouble(row -> row.label().orElseThrow()).sum();
  }

  private static double perWeight(List<FeatureRow> rows) {
    double weights =
        rows.stream()
            .mapToDouble(row -> row.values().get(CustomerFeatures.HORIZON_SEASON_WEIGHT))
            .filter(weight -> !Double.isNaN(weight))
            .sum();
    return totalLabel(rows) / weights;
  }

  private ModelArtifact save(
      LinearModel model, Algorithm algorithm, TrainingPanel panel, List<String> inputs) {
    models++;
    Path directory = scratch.resolve(algorithm.label() + "-" + models);
    ModelFormat format =
        algorithm == Algorithm.XGBOOST ? ModelFormat.XGBOOST_BOOSTER : ModelFormat.SPARK_PIPELINE;
    model.save(directory, format);
    return new ModelArtifact(directory.toUri(), format, inputs, panel.features().of(inputs));
  }

  private static double lambda(Hyperparameters hyperparameters) {
    if (!Set.of(LAMBDA).containsAll(hyperparameters.values().keySet())) {
      throw invalid(hyperparameters, null);
    }
    try {
      return Double.parseDouble(hyperparameters.values().getOrDefault(LAMBDA, "1.0"));
    } catch (NumberFormatException e) {
      throw invalid(hyperparameters, e);
    }
  }

  private static SpendcastException invalid(
      Hyperparameters hyperparameters, NumberFormatException cause) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot train with the settings " + hyperparameters + ".",
        "The only setting is a number " + LAMBDA + ".",
        cause);
  }
}
