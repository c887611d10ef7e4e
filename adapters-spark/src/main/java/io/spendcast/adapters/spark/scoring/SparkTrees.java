package io.spendcast.adapters.spark.scoring;

import io.spendcast.adapters.spark.scoring.PipelineColumn.Reading;
import io.spendcast.domain.forecast.LogRange;
import io.spendcast.domain.forecast.Tree;
import io.spendcast.domain.forecast.TreeNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;

/**
 * Trees of MLlib as portable ones.
 *
 * @param read what is at each place of their vector
 */
record SparkTrees(List<Reading> read) {
  /**
   * The trees with what each counts in the sum.
   *
   * @throws IllegalArgumentException if one asks for a category
   */
  List<Tree> of(DecisionTreeRegressionModel[] trees, double[] weights) {
    return IntStream.range(0, trees.length)
        .mapToObj(i -> tree(trees[i].rootNode(), weights[i]))
        .toList();
  }

  private Tree tree(Node root, double weight) {
    List<TreeNode> nodes = new ArrayList<>();
    add(nodes, root, weight);
    return new Tree(nodes);
  }

  /** A parent comes before its children, so its place is kept until theirs are known. */
  private int add(List<TreeNode> nodes, Node node, double weight) {
    int place = nodes.size();
    double cover = node.impurityStats().count();
    nodes.add(TreeNode.leaf(weight * node.prediction(), cover));
    if (node instanceof InternalNode inner) {
      ContinuousSplit split = split(inner);
      int left = add(nodes, inner.leftChild(), weight);
      int right = add(nodes, inner.rightChild(), weight);
      nodes.set(place, node(split, left, right, cover));
    }
    return place;
  }

  private TreeNode node(ContinuousSplit split, int left, int right, double cover) {
    Reading reading = read.get(split.featureIndex());
    if (reading.scale() instanceof LogRange) {
      throw new IllegalArgumentException("one of its trees reads logarithms");
    }
    boolean unknownLeft = reading.substitute() <= split.threshold();
    return new TreeNode(reading.input(), split.threshold(), unknownLeft, left, right, 0, cover);
  }

  private static ContinuousSplit split(InternalNode node) {
    if (node.split() instanceof ContinuousSplit split) {
      return split;
    }
    throw new IllegalArgumentException("one of its trees asks for a category");
  }
}
