package io.spendcast.adapters.spark.training;

import io.spendcast.adapters.spark.table.CommitNote;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.adapters.spark.training.learner.AverageLearner;
import io.spendcast.adapters.spark.training.learner.BaselineLearner;
import io.spendcast.adapters.spark.training.learner.Fitted;
import io.spendcast.adapters.spark.training.learner.GbtLearner;
import io.spendcast.adapters.spark.training.learner.Learner;
import io.spendcast.adapters.spark.training.learner.LinearLearner;
import io.spendcast.adapters.spark.training.learner.RandomForestLearner;
import io.spendcast.adapters.spark.training.learner.Settings;
import io.spendcast.adapters.spark.training.learner.TrainingRows;
import io.spendcast.adapters.spark.training.learner.TweedieLearner;
import io.spendcast.adapters.spark.training.learner.XgboostLearner;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.forecast.ForecastFile;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.Shortfall;
import io.spendcast.domain.training.TrainedModel;
import io.spendcast.domain.training.Trainer;
import io.spendcast.domain.training.TrainingPanel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Trains with MLlib and XGBoost. It keeps the training rows of the latest panel in memory until it
 * is closed, since a run trains many algorithms on one panel.
 *
 * <p>The same rows, settings and seed give the same model however the table is laid out and however
 * many cores a single machine has, with two exceptions: MLlib adds up the partial sums of many rows
 * in the order in which they arrive, so its models may differ in the last digits; and on a cluster
 * XGBoost's trees depend on the number of workers, since each draws its own rows.
 */
public final class SparkTrainer implements Trainer, AutoCloseable {
  private final Lake lake;
  private final Path scratch;
  private TrainingPanel panel;
  private TrainingRows rows;

  /**
   * A trainer on the tables of a lake.
   *
   * @param scratch directory of this machine for the models' files
   */
  public SparkTrainer(Lake lake, Path scratch) {
    this.lake = lake;
    this.scratch = scratch;
  }

  @Override
  public Shortfall shortfall(TrainingPanel panel, List<Algorithm> algorithms) {
    TrainingRows rows = rows(panel);
    Map<Algorithm, String> absent = new EnumMap<>(Algorithm.class);
    algorithms.forEach(
        algorithm ->
            learner(algorithm)
                .missing(rows)
                .map(why -> fit(panel).flatMap(fit -> fit.cause(algorithm)).orElse(why))
                .ifPresent(why -> absent.put(algorithm, why)));
    Map<String, String> leftOut = new TreeMap<>();
    panel.features().inputs().stream()
        .filter(input -> !rows.known().isAlways(input))
        .forEach(input -> leftOut.put(input, rows.known().since(input)));
    return new Shortfall(absent, leftOut);
  }

  @Override
  public TrainedModel train(
      TrainingPanel panel, Algorithm algorithm, Hyperparameters hyperparameters, long seed) {
    Learner learner = learner(algorithm);
    Settings settings = Settings.merge(algorithm, learner.defaults(), hyperparameters);
    TrainingRows rows = rows(panel);
    requireComputable(algorithm, learner, rows);
    TrainingRows learned = rows.reading(learner.inputs(rows));
    long start = System.nanoTime();
    Fitted fitted = fit(learner, learned, settings, seed);
    Fingerprint features = panel.features().of(learned.inputs());
    Path files =
        save(fitted, algorithm, new PortableModel(learned.inputs(), features, fitted.model()));
    return new TrainedModel(
        algorithm,
        new ModelArtifact(files.toUri(), fitted.format(), learned.inputs(), features),
        inEffect(settings, fitted, purchases(panel, algorithm)),
        shares(fitted.importances()),
        (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1),
        fitted.curves());
  }

  /** At the last training date, if the table's commit has one. */
  private Optional<AbsentFit> fit(TrainingPanel panel) {
    List<AsOfDate> dates = panel.plan().train();
    AsOfDate last = dates.get(dates.size() - 1);
    return Optional.ofNullable(
            lake.note(panel.features().table())
                .startingWith(CommitNote.PURCHASES)
                .get(last.toString()))
        .map(PurchaseFit::parse)
        .map(found -> new AbsentFit(found, last));
  }

  private static void requireComputable(Algorithm algorithm, Learner learner, TrainingRows rows) {
    learner
        .missing(rows)
        .ifPresent(
            why -> {
              throw new SpendcastException(
                  Kind.INVALID,
                  "Cannot train %s: %s.".formatted(algorithm.label(), why),
                  "Provide a longer history, or leave the rule out.");
            });
  }

  public static Learner learner(Algorithm algorithm) {
    return switch (algorithm) {
      case ZERO -> BaselineLearner.zero();
      case MEAN -> BaselineLearner.mean();
      case SEASONAL_MEAN -> BaselineLearner.seasonalMean();
      case PERSISTENCE -> BaselineLearner.of(CustomerFeatures.SPEND_LAST_HORIZON);
      case SAME_WINDOW_LAST_YEAR -> BaselineLearner.of(CustomerFeatures.SPEND_LAST_YEAR);
      case RATE_SEASON -> BaselineLearner.of(CustomerFeatures.SPEND_AT_RATE);
      case RATE -> BaselineLearner.of(CustomerFeatures.SPEND_RATE);
      case BTYD -> BaselineLearner.of(CustomerFeatures.SPEND_EXPECTED);
      case BTYD_SEASON -> BaselineLearner.of(CustomerFeatures.SPEND_EXPECTED_IN_SEASON);
      case LINEAR -> new LinearLearner();
      case TWEEDIE -> new TweedieLearner();
      case AVERAGE -> new AverageLearner();
      case RANDOM_FOREST -> new RandomForestLearner();
      case GBT -> new GbtLearner();
      case XGBOOST -> new XgboostLearner();
    };
  }

  private synchronized TrainingRows rows(TrainingPanel wanted) {
    if (!wanted.equals(panel)) {
      close();
      rows = SparkErrors.translate("read the training rows", () -> nonEmpty(wanted));
      panel = wanted;
    }
    return rows;
  }

  private TrainingRows nonEmpty(TrainingPanel wanted) {
    TrainingRows read = TrainingRows.read(lake, wanted);
    if (read.statistics().rows() == 0) {
      read.release();
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot train on %s: the panel has no training row.".formatted(wanted.features().table()),
          "Plan other as-of dates, or raise the sample fraction.");
    }
    return read;
  }

  private static Fitted fit(Learner learner, TrainingRows rows, Settings settings, long seed) {
    String doing = "train " + settings.algorithm().label();
    try {
      return SparkErrors.translate(doing, () -> learner.fit(rows, settings, seed));
    } catch (IllegalArgumentException e) {
      // What Spark's parameters throw when a value is out of their range.
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot %s with %s: %s.".formatted(doing, settings.values(), e.getMessage()),
          "Correct the hyperparameter.",
          e);
    }
  }

  private Path save(Fitted fitted, Algorithm algorithm, PortableModel model) {
    return SparkErrors.translate(
        "save the model " + algorithm.label(),
        () -> {
          try {
            Path files = Files.createDirectories(scratch);
            files = Files.createTempDirectory(files, algorithm.label() + "-");
            fitted.files().write(files, lake.shared());
            Files.writeString(files.resolve(ForecastFile.NAME), ForecastFile.write(model));
            return files;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** What the fits behind the feature that BTYD reads found, by as-of date. */
  private Map<String, String> purchases(TrainingPanel panel, Algorithm algorithm) {
    Map<String, String> found = new TreeMap<>();
    if (algorithm == Algorithm.BTYD) {
      lake.note(panel.features().table())
          .startingWith(CommitNote.PURCHASES)
          .forEach(
              (asOf, fit) ->
                  found.put(
                      PurchaseFit.PARAMETER + asOf,
                      PurchaseFit.parse(fit).ofCalendar().toString()));
    }
    return found;
  }

  private static Hyperparameters inEffect(
      Settings settings, Fitted fitted, Map<String, String> more) {
    Map<String, String> values = new TreeMap<>(settings.values());
    values.putAll(fitted.findings());
    values.putAll(more);
    return new Hyperparameters(values);
  }

  /** Makes them sum to 1; a model that never splits has none. */
  private static Map<String, Double> shares(Map<String, Double> importances) {
    double total = importances.values().stream().mapToDouble(Double::doubleValue).sum();
    return total > 0
        ? importances.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue() / total))
        : Map.of();
  }

  /** Forgets the training rows; the session stays as it is. */
  @Override
  public synchronized void close() {
    if (rows != null) {
      rows.release();
    }
    rows = null;
    panel = null;
  }
}
