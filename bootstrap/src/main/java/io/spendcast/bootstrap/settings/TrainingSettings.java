package io.spendcast.bootstrap.settings;

import io.spendcast.domain.training.Algorithm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How models are made and judged.
 *
 * @param trainAsOfs number of as-of dates to learn from
 * @param testAsOfs number of later as-of dates to judge on
 * @param step distance between as-of dates; only {@code monthly}
 * @param algorithms the candidates by name; {@code baselines} stands for all baselines
 * @param seed of all randomness
 * @param sampleFraction share of the customers to learn from
 */
public record TrainingSettings(
    int trainAsOfs,
    int testAsOfs,
    String step,
    List<String> algorithms,
    long seed,
    double sampleFraction) {
  private static final String BASELINES = "baselines";
  private static final int MOST = 240;
  private static final List<String> NAMES =
      Stream.concat(Stream.of(BASELINES), Arrays.stream(Algorithm.values()).map(Algorithm::label))
          .toList();

  /** Checks ranges and names. */
  public TrainingSettings {
    algorithms = List.copyOf(algorithms);
    new Rules()
        .require(
            trainAsOfs >= 1 && trainAsOfs <= MOST, "train-as-ofs", "be 1 to " + MOST, trainAsOfs)
        .require(testAsOfs >= 1 && testAsOfs <= MOST, "test-as-ofs", "be 1 to " + MOST, testAsOfs)
        .require(step.equals("monthly"), "step", "be monthly", step)
        .require(
            sampleFraction > 0 && sampleFraction <= 1,
            "sample-fraction",
            "be above 0 and at most 1",
            sampleFraction)
        .require(NAMES.containsAll(algorithms), "algorithms", "be of " + NAMES, algorithms)
        .require(
            !NAMES.containsAll(algorithms)
                || named(algorithms).anyMatch(a -> a.isBaseline() && a.isSelectable()),
            "algorithms",
            "include baselines, or one of mean, seasonal-mean and persistence",
            algorithms)
        .check();
  }

  /** The candidates, from the simplest to the most complex. */
  public List<Algorithm> candidates() {
    return named(algorithms).toList();
  }

  private static Stream<Algorithm> named(List<String> names) {
    return Arrays.stream(Algorithm.values())
        .filter(
            algorithm ->
                names.contains(algorithm.label())
                    || (names.contains(BASELINES) && algorithm.isBaseline()));
  }
}
