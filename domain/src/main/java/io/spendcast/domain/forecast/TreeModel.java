package io.spendcast.domain.forecast;

import java.util.List;
import java.util.Objects;

/**
 * The sum of what trees say: a Random Forest, whose leaves hold their share of the mean, or boosted
 * trees, whose leaves hold their step.
 */
public final class TreeModel implements ForecastModel {
  private static final long serialVersionUID = 1;

  private final Arithmetic arithmetic;
  private final double base;
  private final List<Tree> trees;
  private final Link link;
  private final int width;
  private final TreeWalks walks;

  /** Made when somebody asks why: most who forecast never do. Any thread may make it. */
  private transient TreeShares shares;

  /**
   * Adds up the trees.
   *
   * @param arithmetic of the library that trained them; in single precision sums and money are
   *     rounded to it, too
   * @param base what the sum begins with
   * @param trees in the order of the sum
   * @param link from the sum to money
   */
  public TreeModel(Arithmetic arithmetic, double base, List<Tree> trees, Link link) {
    this.arithmetic = arithmetic;
    this.base = base;
    this.trees = List.copyOf(trees);
    this.link = link;
    width = trees.stream().mapToInt(Tree::width).max().orElse(0);
    walks = new TreeWalks(arithmetic, trees, width);
  }

  @Override
  public double predict(double[] inputs) {
    double[] row = walks.row(inputs);
    return arithmetic == Arithmetic.DOUBLE
        ? link.money(sum(row))
        : (float) link.money(singleSum(row));
  }

  @Override
  public Contributions contributions(double[] inputs) {
    return sums(inputs).through(link);
  }

  /** What the inputs contribute to the sum of the trees, before it becomes money. */
  public Contributions sums(double[] inputs) {
    Contributions found = Contributions.none(inputs.length);
    found.addBase(base);
    shares().add(walks.row(inputs), found);
    return found;
  }

  private TreeShares shares() {
    TreeShares made = shares;
    if (made == null) {
      made = new TreeShares(walks, trees);
      shares = made;
    }
    return made;
  }

  private double sum(double[] row) {
    double sum = base;
    for (int tree = 0; tree < walks.trees(); tree++) {
      sum += walks.value(tree, row);
    }
    return sum;
  }

  private float singleSum(double[] row) {
    float sum = (float) base;
    for (int tree = 0; tree < walks.trees(); tree++) {
      sum += (float) walks.value(tree, row);
    }
    return sum;
  }

  @Override
  public int width() {
    return width;
  }

  /** How the library compares and adds up. */
  public Arithmetic arithmetic() {
    return arithmetic;
  }

  /** What the sum begins with. */
  public double base() {
    return base;
  }

  /** The trees in the order of the sum. */
  public List<Tree> trees() {
    return trees;
  }

  /** From the sum to money. */
  public Link link() {
    return link;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TreeModel model
        && arithmetic == model.arithmetic
        && base == model.base
        && trees.equals(model.trees)
        && link == model.link;
  }

  @Override
  public int hashCode() {
    return Objects.hash(arithmetic, base, trees, link);
  }

  @Override
  public String toString() {
    return "%s trees in %s precision, link %s".formatted(trees.size(), arithmetic, link);
  }
}
