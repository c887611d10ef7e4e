package io.spendcast.domain.forecast;

import io.spendcast.domain.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The fields of a tree in JSON: a list for each property, with an item for each node. */
final class TreeFields {
  private static final String INPUT = "input";
  private static final String THRESHOLD = "threshold";
  private static final String UNKNOWN_LEFT = "unknown_left";
  private static final String LEFT = "left";
  private static final String RIGHT = "right";
  private static final String VALUE = "value";
  private static final String COVER = "cover";

  private TreeFields() {}

  static Map<String, Object> of(Tree tree) {
    List<TreeNode> nodes = tree.nodes();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(INPUT, list(nodes, TreeNode::input));
    fields.put(THRESHOLD, list(nodes, TreeNode::threshold));
    fields.put(UNKNOWN_LEFT, list(nodes, node -> node.unknownLeft() ? 1 : 0));
    fields.put(LEFT, list(nodes, TreeNode::left));
    fields.put(RIGHT, list(nodes, TreeNode::right));
    fields.put(VALUE, list(nodes, TreeNode::value));
    fields.put(COVER, list(nodes, TreeNode::cover));
    return fields;
  }

  private static List<Number> list(List<TreeNode> nodes, Function<TreeNode, Number> property) {
    return nodes.stream().map(property).toList();
  }

  static Tree read(JsonObject fields) {
    int[] inputs = fields.integers(INPUT);
    double[] thresholds = fields.numbers(THRESHOLD);
    int[] unknownLeft = fields.integers(UNKNOWN_LEFT);
    int[] left = fields.integers(LEFT);
    int[] right = fields.integers(RIGHT);
    double[] values = fields.numbers(VALUE);
    double[] covers = fields.numbers(COVER);
    int nodes = inputs.length;
    if (Stream.of(
            thresholds.length,
            unknownLeft.length,
            left.length,
            right.length,
            values.length,
            covers.length)
        .anyMatch(length -> length != nodes)) {
      throw new IllegalArgumentException(fields.path() + " has lists of different lengths");
    }
    return new Tree(
        IntStream.range(0, nodes)
            .mapToObj(
                i ->
                    new TreeNode(
                        inputs[i],
                        thresholds[i],
                        unknownLeft[i] == 1,
                        left[i],
                        right[i],
                        values[i],
                        covers[i]))
            .toList());
  }
}
