package io.spendcast.domain.forecast;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A binary tree of decisions, kept in few objects. */
public final class Tree implements Serializable {
  private static final long serialVersionUID = 1;

  private final int[] inputs;
  private final double[] thresholds;
  private final boolean[] unknownLeft;
  private final int[] left;
  private final int[] right;
  private final double[] values;
  private final double[] covers;

  /** Checks that every walk ends. */
  public Tree(List<TreeNode> nodes) {
    IntStream.range(0, nodes.size()).forEach(i -> check(nodes, i));
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("a tree must have a root");
    }
    inputs = nodes.stream().mapToInt(TreeNode::input).toArray();
    thresholds = nodes.stream().mapToDouble(TreeNode::threshold).toArray();
    left = nodes.stream().mapToInt(TreeNode::left).toArray();
    right = nodes.stream().mapToInt(TreeNode::right).toArray();
    values = nodes.stream().mapToDouble(TreeNode::value).toArray();
    covers = nodes.stream().mapToDouble(TreeNode::cover).toArray();
    unknownLeft = new boolean[nodes.size()];
    IntStream.range(0, nodes.size()).forEach(i -> unknownLeft[i] = nodes.get(i).unknownLeft());
  }

  private static void check(List<TreeNode> nodes, int i) {
    TreeNode node = nodes.get(i);
    boolean isFurther =
        Math.min(node.left(), node.right()) > i
            && Math.max(node.left(), node.right()) < nodes.size();
    if (!node.isLeaf() && !isFurther) {
      throw new IllegalArgumentException(
          "the children of node %s must come after it, not %s and %s"
              .formatted(i, node.left(), node.right()));
    }
    if (!(node.cover() >= 0)) {
      throw new IllegalArgumentException("node %s has a cover of %s".formatted(i, node.cover()));
    }
  }

  /** The nodes by number. */
  public List<TreeNode> nodes() {
    return IntStream.range(0, inputs.length).mapToObj(this::node).toList();
  }

  private TreeNode node(int i) {
    return new TreeNode(
        inputs[i], thresholds[i], unknownLeft[i], left[i], right[i], values[i], covers[i]);
  }

  boolean isLeaf(int node) {
    return inputs[node] < 0;
  }

  int input(int node) {
    return inputs[node];
  }

  int left(int node) {
    return left[node];
  }

  int right(int node) {
    return right[node];
  }

  double value(int node) {
    return values[node];
  }

  double cover(int node) {
    return covers[node];
  }

  int size() {
    return inputs.length;
  }

  /** How many questions the longest walk asks. */
  int depth() {
    int[] depths = new int[inputs.length];
    for (int node = inputs.length - 1; node >= 0; node--) {
      depths[node] = inputs[node] < 0 ? 0 : 1 + Math.max(depths[left[node]], depths[right[node]]);
    }
    return depths[0];
  }

  int width() {
    return Arrays.stream(inputs).max().orElse(-1) + 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tree tree && nodes().equals(tree.nodes());
  }

  @Override
  public int hashCode() {
    return nodes().hashCode();
  }

  @Override
  public String toString() {
    return "tree of %s nodes".formatted(inputs.length);
  }
}
