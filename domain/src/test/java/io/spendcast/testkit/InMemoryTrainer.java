package io.spendcast.testkit;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.ModelFormat;
import io.spendcast.domain.training.TrainedModel;
import io.spendcast.domain.training.Trainer;
import io.spendcast.domain.training.TrainingPanel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fits the baselines as they are defined and stands in for every learner with ridge regression. */
public final class InMemoryTrainer implements Trainer {
  private static final String LAMBDA = "lambda";

  private final InMemoryLake lake;
  private final Path scratch;
  private int models;

  /** A trainer that reads this lake and leaves models below this directory. */
  public InMemoryTrainer(InMemoryLake lake, Path scratch) {
    this.lake = lake;
    this.scratch = scratch;
  }

  @Override
  public synchronized TrainedModel train(
      TrainingPanel panel, Algorithm algorithm, Hyperparameters hyperparameters, long seed) {
    double lambda = lambda(hyperparameters);
    List<FeatureRow> rows =
        InMemoryTrainingPanels.trainRows(
            lake.featureRows(panel.features()), panel.plan(), panel.sampleFraction());
    if (rows.isEmpty()) {
      throw new SpendcastException(
          Kind.INVALID, "Cannot train on an empty panel.", "Plan other as-of dates.");
    }
    RidgeRegression.Fit fit = fit(algorithm, rows, panel.features().inputs(), lambda);
    return new TrainedModel(
        algorithm,
        save(fit.model(), algorithm, panel),
        settings(lambda),
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
      case PERSISTENCE -> plain(times(CustomerFeatures.SPEND_LAST_HORIZON, 1, 0));
      case LINEAR, RANDOM_FOREST, GBT, XGBOOST -> RidgeRegression.fit(rows, inputs, lambda);
    };
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

  /** Under a year of history no season is known: every window counts as average. */
  private static double perWeight(List<FeatureRow> rows) {
    double weights =
        rows.stream()
            .mapToDouble(row -> row.values().get(CustomerFeatures.HORIZON_SEASON_WEIGHT))
            .map(weight -> Double.isNaN(weight) ? 1 : weight)
            .sum();
    return totalLabel(rows) / weights;
  }

  private ModelArtifact save(LinearModel model, Algorithm algorithm, TrainingPanel panel) {
    models++;
    Path directory = scratch.resolve(algorithm.label() + "-" + models);
    ModelFormat format =
        algorithm == Algorithm.XGBOOST ? ModelFormat.XGBOOST_BOOSTER : ModelFormat.SPARK_PIPELINE;
    model.save(directory, format);
    return new ModelArtifact(
        directory.toUri(), format, panel.features().inputs(), panel.features().fingerprint());
  }

  private static Hyperparameters settings(double lambda) {
    return new Hyperparameters(Map.of(LAMBDA, Double.toString(lambda)));
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
