package io.spendcast.domain.forecast;

import java.util.List;

/**
 * The sum of what trees say: a Random Forest, whose leaves hold their share of the mean, or boosted
 * trees, whose leaves hold their step.
 *
 * @param arithmetic of the library that trained them; in single precision sums and money are
 *     rounded to it, too
 * @param base what the sum begins with
 * @param trees in the order of the sum
 * @param link from the sum to money
 */
public record TreeModel(Arithmetic arithmetic, double base, List<Tree> trees, Link link)
    implements ForecastModel {
  /** Copies the trees. */
  public TreeModel {
    trees = List.copyOf(trees);
  }

  @Override
  public double predict(double[] inputs) {
    return arithmetic == Arithmetic.DOUBLE
        ? link.money(sum(inputs))
        : (float) link.money(singleSum(inputs));
  }

  private double sum(double[] inputs) {
    double sum = base;
    for (Tree tree : trees) {
      sum += tree.value(inputs, arithmetic);
    }
    return sum;
  }

  private float singleSum(double[] inputs) {
    float sum = (float) base;
    for (Tree tree : trees) {
      sum += (float) tree.value(inputs, arithmetic);
    }
    return sum;
  }

  @Override
  public int width() {
    return trees.stream().mapToInt(Tree::width).max().orElse(0);
  }
}
