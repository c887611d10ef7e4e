package io.spendcast.domain.forecast;

/**
 * A node of a tree. Nodes are numbered so that children come after their parent; 0 is the root.
 *
 * @param input place of the input that it looks at; -1 in a leaf
 * @param threshold what the input is compared with; 0 in a leaf
 * @param unknownLeft whether an unknown value goes left; false in a leaf
 * @param left number of the child for small values; -1 in a leaf
 * @param right number of the child for large values; -1 in a leaf
 * @param value what a leaf adds to the sum; 0 elsewhere
 * @param cover how much of what was learned from reached the node, in the library's own measure
 */
public record TreeNode(
    int input,
    double threshold,
    boolean unknownLeft,
    int left,
    int right,
    double value,
    double cover) {
  /** A leaf. */
  public static TreeNode leaf(double value, double cover) {
    return new TreeNode(-1, 0, false, -1, -1, value, cover);
  }

  boolean isLeaf() {
    return input < 0;
  }
}
