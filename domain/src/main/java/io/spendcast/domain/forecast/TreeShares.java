package io.spendcast.domain.forecast;

/**
 * Exact contributions to a tree, path-dependent as in Lundberg's TreeSHAP: an input that is not
 * known goes both ways, in proportion to the cover. What a leaf says is a product over the inputs
 * on its way: of an input that is known one or zero, of one that is not the share of the cover. So
 * its Shapley values are those of a product, by a rule of few points.
 */
final class TreeShares {
  private final Arithmetic arithmetic;
  private final double[] row;
  private final GaussLegendre rule;
  private final Contributions found;

  /** The inputs on the way: which they are, what they are when unknown, and when known. */
  private final int[] inputs;

  private final double[] unknown;
  private final boolean[] known;
  private int length;

  /**
   * For one row.
   *
   * @param arithmetic of the trees
   * @param row inputs as the trees' library sees them
   * @param depth of the deepest tree
   * @param rule exact for that depth
   * @param found what is added to
   */
  TreeShares(
      Arithmetic arithmetic, double[] row, int depth, GaussLegendre rule, Contributions found) {
    this.arithmetic = arithmetic;
    this.row = row;
    this.rule = rule;
    this.found = found;
    this.inputs = new int[depth];
    this.unknown = new double[depth];
    this.known = new boolean[depth];
  }

  /** Adds what the inputs contribute to a tree. */
  void add(Tree tree) {
    walk(tree, 0);
  }

  private void walk(Tree tree, int node) {
    if (tree.isLeaf(node)) {
      leaf(tree.value(node));
      return;
    }
    boolean isLeft = tree.isLeft(node, row[tree.input(node)], arithmetic);
    step(tree, node, tree.left(node), isLeft);
    step(tree, node, tree.right(node), !isLeft);
  }

  /** Goes to a child and comes back. */
  private void step(Tree tree, int node, int child, boolean isTaken) {
    double share = tree.cover(node) > 0 ? tree.cover(child) / tree.cover(node) : 0;
    int place = place(tree.input(node));
    boolean isNew = place == length;
    double unknownBefore = isNew ? 1 : unknown[place];
    boolean knownBefore = isNew || known[place];
    inputs[place] = tree.input(node);
    unknown[place] = unknownBefore * share;
    known[place] = knownBefore && isTaken;
    length += isNew ? 1 : 0;
    walk(tree, child);
    length -= isNew ? 1 : 0;
    unknown[place] = unknownBefore;
    known[place] = knownBefore;
  }

  private int place(int input) {
    int place = 0;
    while (place < length && inputs[place] != input) {
      place++;
    }
    return place;
  }

  private void leaf(double value) {
    double base = value;
    for (int i = 0; i < length; i++) {
      base *= unknown[i];
    }
    found.addBase(base);
    for (int point = 0; point < rule.size(); point++) {
      double at = rule.point(point);
      double product = value * rule.weight(point);
      for (int i = 0; i < length; i++) {
        product *= factor(i, at);
      }
      share(product, at);
    }
  }

  private void share(double product, double at) {
    for (int i = 0; i < length && product != 0; i++) {
      double gain = (known[i] ? 1 : 0) - unknown[i];
      found.add(inputs[i], product / factor(i, at) * gain);
    }
  }

  private double factor(int i, double at) {
    return (1 - at) * unknown[i] + (known[i] ? at : 0);
  }
}
