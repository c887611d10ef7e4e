package io.spendcast.domain.forecast;

import java.io.Serializable;
import java.util.List;

/**
 * Trees laid out for speed: all their nodes in one row of arrays, and each question in a form that
 * needs no jump. A row of inputs is followed by the same inputs with the other sign, so that every
 * question is "at least?", to which an unknown value always answers no; and a leaf is its own
 * child, so that every walk takes as many steps as the tree is deep.
 */
final class TreeWalks implements Serializable {
  private static final long serialVersionUID = 1;

  private final Arithmetic arithmetic;
  private final int width;
  private final int[] roots;
  private final int[] depths;
  private final int[] inputs;
  private final double[] bounds;
  private final int[] children;
  private final double[] values;

  /** Lays out the trees, which look at places below the width. */
  TreeWalks(Arithmetic arithmetic, List<Tree> trees, int width) {
    this.arithmetic = arithmetic;
    this.width = width;
    int nodes = trees.stream().mapToInt(Tree::size).sum();
    roots = new int[trees.size()];
    depths = new int[trees.size()];
    inputs = new int[nodes];
    bounds = new double[nodes];
    children = new int[2 * nodes];
    values = new double[nodes];
    int root = 0;
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = root;
      depths[tree] = trees.get(tree).depth();
      root = add(trees.get(tree).nodes(), root);
    }
  }

  private int add(List<TreeNode> nodes, int root) {
    for (int i = 0; i < nodes.size(); i++) {
      TreeNode node = nodes.get(i);
      if (node.isLeaf()) {
        leaf(root + i, node.value());
      } else {
        question(root + i, node, root);
      }
    }
    return root + nodes.size();
  }

  private void leaf(int at, double value) {
    bounds[at] = Double.NaN;
    children[2 * at] = at;
    children[2 * at + 1] = at;
    values[at] = value;
  }

  private void question(int at, TreeNode node, int root) {
    boolean asksIfLarge = node.unknownLeft();
    inputs[at] = asksIfLarge ? node.input() : width + node.input();
    bounds[at] =
        asksIfLarge
            ? arithmetic.leastRight(node.threshold())
            : arithmetic.leastLeft(node.threshold());
    children[2 * at] = root + (asksIfLarge ? node.left() : node.right());
    children[2 * at + 1] = root + (asksIfLarge ? node.right() : node.left());
  }

  /** The inputs in the library's precision, and again with the other sign. */
  double[] row(double[] values) {
    double[] row = new double[2 * width];
    for (int i = 0; i < width; i++) {
      row[i] = arithmetic.rounded(values[i]);
      row[width + i] = -row[i];
    }
    return row;
  }

  /** What the leaf says to which such a row leads in one of the trees. */
  double value(int tree, double[] row) {
    int node = roots[tree];
    for (int step = depths[tree]; step > 0; step--) {
      node = next(node, row);
    }
    return values[node];
  }

  /** The number of a tree's first node. */
  int root(int tree) {
    return roots[tree];
  }

  /** The child to which such a row goes. */
  int next(int node, double[] row) {
    return children[2 * node + (row[inputs[node]] >= bounds[node] ? 1 : 0)];
  }

  int trees() {
    return roots.length;
  }
}
