package io.spendcast.bootstrap.settings.section;

import io.spendcast.domain.training.Algorithm;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How models are made and judged.
 *
 * @param trainAsOfs number of as-of dates to learn from, or {@code auto}
 * @param testAsOfs number of later as-of dates to judge on
 * @param step distance between as-of dates that are counted; only {@code monthly}
 * @param algorithms the candidates by name; the baselines are there in any case
 * @param seed of all randomness
 * @param sampleFraction share of the customers to learn from
 * @param tuning the search for hyperparameters
 */
public record TrainingSection(
    String trainAsOfs,
    int testAsOfs,
    String step,
    List<String> algorithms,
    long seed,
    double sampleFraction,
    TuningSection tuning) {
  private static final int MOST = 240;
  private static final String AUTO = "auto";
  private static final List<Algorithm> LEARNERS =
      Arrays.stream(Algorithm.values()).filter(algorithm -> !algorithm.isBaseline()).toList();
  private static final List<String> NAMES =
      Stream.concat(Stream.of("baselines"), LEARNERS.stream().map(Algorithm::label)).toList();

  /** Checks ranges and names. */
  public TrainingSection {
    algorithms = List.copyOf(algorithms);
    new Rules()
        .require(
            trainAsOfs.equals(AUTO) || isCount(trainAsOfs),
            "train-as-ofs",
            "be auto or 1 to " + MOST,
            trainAsOfs)
        .require(testAsOfs >= 1 && testAsOfs <= MOST, "test-as-ofs", "be 1 to " + MOST, testAsOfs)
        .require(step.equals("monthly"), "step", "be monthly", step)
        .require(
            sampleFraction > 0 && sampleFraction <= 1,
            "sample-fraction",
            "be above 0 and at most 1",
            sampleFraction)
        .require(NAMES.containsAll(algorithms), "algorithms", "be of " + NAMES, algorithms)
        .check();
  }

  private static boolean isCount(String text) {
    return text.matches("[0-9]{1,3}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= MOST;
  }

  /** The number of as-of dates to learn from; empty for as many as the history bears. */
  public Optional<Integer> trainCount() {
    return Optional.of(trainAsOfs).filter(TrainingSection::isCount).map(Integer::valueOf);
  }

  /** The candidates besides the baselines, from the simplest to the most complex. */
  public List<Algorithm> learners() {
    return LEARNERS.stream().filter(learner -> algorithms.contains(learner.label())).toList();
  }
}
