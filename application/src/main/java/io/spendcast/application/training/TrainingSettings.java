package io.spendcast.application.training;

import io.spendcast.domain.evaluation.Judge;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How models are trained and judged.
 *
 * @param learners the algorithms to try besides the baselines, which are always trained
 * @param hyperparameters settings by algorithm; absent ones keep their defaults
 * @param seed of all randomness
 * @param sampleFraction share of the customers to learn from, in (0, 1]
 * @param replicates bootstrap replicates behind every interval
 * @param tuning how far to search for better hyperparameters
 * @param totalTolerance largest |Σŷ/Σy − 1| of a total that may be planned with
 */
public record TrainingSettings(
    List<Algorithm> learners,
    Map<Algorithm, Hyperparameters> hyperparameters,
    long seed,
    double sampleFraction,
    int replicates,
    TuningSettings tuning,
    double totalTolerance) {
  /** Copies the collections and checks the fraction. */
  public TrainingSettings {
    learners = learners.stream().filter(algorithm -> !algorithm.isBaseline()).distinct().toList();
    hyperparameters = Map.copyOf(hyperparameters);
    if (!(sampleFraction > 0 && sampleFraction <= 1)) {
      throw new IllegalArgumentException("sample fraction must be in (0, 1]");
    }
  }

  /** Without a search for hyperparameters, and with the usual tolerance on the total. */
  public TrainingSettings(
      List<Algorithm> learners,
      Map<Algorithm, Hyperparameters> hyperparameters,
      long seed,
      double sampleFraction,
      int replicates) {
    this(
        learners,
        hyperparameters,
        seed,
        sampleFraction,
        replicates,
        TuningSettings.OFF,
        Judge.TOTAL_TOLERANCE);
  }

  /** Baselines and learners, from the simplest to the most complex. */
  List<Algorithm> algorithms() {
    return Arrays.stream(Algorithm.values())
        .filter(algorithm -> algorithm.isBaseline() || learners.contains(algorithm))
        .toList();
  }

  Hyperparameters of(Algorithm algorithm) {
    return hyperparameters.getOrDefault(algorithm, Hyperparameters.NONE);
  }

  public CustomerBootstrap bootstrap() {
    return new CustomerBootstrap(replicates, seed);
  }

  /** A text that is equal for equal settings in every JVM. */
  String identity() {
    return algorithms().stream().map(a -> a.label() + of(a)).toList()
        + " seed=%s fraction=%s replicates=%s tolerance=%s"
            .formatted(seed, sampleFraction, replicates, totalTolerance)
        + (tuning.isOff() ? "" : " " + tuning);
  }
}
