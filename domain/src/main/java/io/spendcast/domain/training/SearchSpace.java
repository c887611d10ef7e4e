package io.spendcast.domain.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The hyperparameters worth trying, drawn at random: with a few that matter among many, random
 * draws find more than a grid (Bergstra and Bengio, 2012).
 *
 * @param dimensions what is drawn, each independently of the others
 */
public record SearchSpace(List<Dimension> dimensions) {
  /** Copies the list. */
  public SearchSpace {
    dimensions = List.copyOf(dimensions);
  }

  /** The space of an algorithm; empty if it has nothing to tune. */
  public static SearchSpace of(Algorithm algorithm) {
    return new SearchSpace(
        switch (algorithm) {
          case LINEAR -> List.of(Dimension.logarithmic("reg_param", 1e-4, 100));
          case TWEEDIE ->
              List.of(
                  Dimension.logarithmic("reg_param", 1e-3, 1),
                  Dimension.real("variance_power", 1.2, 1.8));
          case RANDOM_FOREST ->
              List.of(
                  Dimension.whole("max_depth", 4, 10),
                  Dimension.whole("min_instances_per_node", 5, 200),
                  Dimension.choice("feature_subset_strategy", "0.3", "0.5", "0.8"));
          case GBT ->
              List.of(
                  Dimension.whole("max_iter", 10, 60),
                  Dimension.whole("max_depth", 2, 6),
                  Dimension.whole("min_instances_per_node", 20, 500),
                  Dimension.logarithmic("step_size", 0.05, 0.3));
          case XGBOOST ->
              List.of(
                  Dimension.choice("objective", "reg:squarederror", "reg:tweedie"),
                  Dimension.real("tweedie_variance_power", 1.1, 1.7),
                  Dimension.whole("num_round", 50, 300),
                  Dimension.whole("max_depth", 2, 7),
                  Dimension.logarithmic("eta", 0.03, 0.3),
                  Dimension.real("subsample", 0.5, 1),
                  Dimension.real("colsample_bytree", 0.4, 1),
                  Dimension.logarithmic("min_child_weight", 5, 500),
                  Dimension.logarithmic("lambda", 0.1, 100));
          default -> List.of();
        });
  }

  /** Whether there is nothing to tune. */
  public boolean isEmpty() {
    return dimensions.isEmpty();
  }

  /**
   * What to try, the same for the same seed: first the learner's defaults, so that a search never
   * ends below them on its own rows, then random draws. A longer list begins with the shorter.
   *
   * @param trials how many, the defaults included
   */
  public List<Hyperparameters> draw(int trials, long seed) {
    List<Hyperparameters> drawn = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < trials; trial++) {
      drawn.add(trial == 0 ? Hyperparameters.NONE : drawn(random));
    }
    return drawn;
  }

  private Hyperparameters drawn(SplittableRandom random) {
    Map<String, String> values = new TreeMap<>();
    dimensions.forEach(
        dimension -> values.put(dimension.name(), dimension.at(random.nextDouble())));
    return new Hyperparameters(values);
  }

  /**
   * One hyperparameter.
   *
   * @param name as the learner calls it
   * @param grid its values from the first to the last, each as likely as the others
   */
  public record Dimension(String name, List<String> grid) {
    private static final int STEPS = 64;

    /** Copies the grid. */
    public Dimension {
      grid = List.copyOf(grid);
      if (grid.isEmpty()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
    }

    static Dimension choice(String name, String... values) {
      return new Dimension(name, List.of(values));
    }

    static Dimension whole(String name, int least, int most) {
      return new Dimension(
          name, IntStream.rangeClosed(least, most).mapToObj(Integer::toString).toList());
    }

    static Dimension real(String name, double least, double most) {
      return steps(name, share -> least + (most - least) * share);
    }

    static Dimension logarithmic(String name, double least, double most) {
      return steps(name, share -> least * StrictMath.pow(most / least, share));
    }

    private static Dimension steps(String name, DoubleUnaryOperator value) {
      return new Dimension(
          name,
          IntStream.rangeClosed(0, STEPS)
              .mapToObj(
                  step ->
                      String.format(
                          Locale.ROOT, "%.4g", value.applyAsDouble((double) step / STEPS)))
              .toList());
    }

    /** The value at a share of the grid, from 0 to below 1. */
    String at(double share) {
      return grid.get((int) (share * grid.size()));
    }
  }
}
