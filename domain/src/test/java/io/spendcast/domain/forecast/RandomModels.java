package io.spendcast.domain.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Models and customers drawn at random. */
final class RandomModels {
  private static final double[] SPECIAL = {
    Double.NaN, 0, -0.0, 1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-300, -1e9
  };

  private final Random random;

  RandomModels(long seed) {
    random = new Random(seed);
  }

  /** Values that trees cut at are among them, and the odd ones. */
  double[] row(int inputs) {
    return IntStream.range(0, inputs).mapToDouble(i -> value()).toArray();
  }

  /** Some are unknown, none is large. */
  double[] finite(int inputs) {
    return Arrays.stream(row(inputs)).map(value -> Math.abs(value) > 10 ? 7 : value).toArray();
  }

  private double value() {
    return random.nextInt(4) == 0
        ? SPECIAL[random.nextInt(SPECIAL.length)]
        : random.nextInt(9) / 2.0 - 2;
  }

  TreeModel trees(Arithmetic arithmetic, Link link, int inputs, int trees, int depth) {
    return new TreeModel(
        arithmetic,
        (float) random.nextGaussian(),
        IntStream.range(0, trees).mapToObj(i -> tree(inputs, depth)).toList(),
        link);
  }

  /** Each node is reached by as much as its children together. */
  Tree tree(int inputs, int depth) {
    List<TreeNode> nodes = new ArrayList<>();
    add(nodes, inputs, depth, 1000);
    return new Tree(nodes);
  }

  private int add(List<TreeNode> nodes, int inputs, int depth, double cover) {
    int place = nodes.size();
    nodes.add(TreeNode.leaf((float) random.nextGaussian(), cover));
    if (depth > 0 && random.nextInt(5) > 0) {
      double share = cover * (0.1 + 0.8 * random.nextDouble());
      double threshold = random.nextInt(9) / 2.0 - 2;
      int input = random.nextInt(inputs);
      boolean unknownLeft = random.nextBoolean();
      int left = add(nodes, inputs, depth - 1, share);
      int right = add(nodes, inputs, depth - 1, cover - share);
      nodes.set(place, new TreeNode(input, threshold, unknownLeft, left, right, 0, cover));
    }
    return place;
  }

  LinearModel line(Link link, int inputs) {
    return new LinearModel(
        random.nextGaussian(), IntStream.range(0, inputs).mapToObj(this::term).toList(), link);
  }

  private Term term(int input) {
    Scale scale = random.nextBoolean() ? new LogRange(-2, 3, 0.5) : new Scale.AsIs();
    return new Term(input, random.nextGaussian() / 3, random.nextGaussian(), scale);
  }

  AverageModel average(int inputs) {
    return new AverageModel(
        List.of(
            new AverageModel.Member(0.25, line(Link.LOG, inputs)),
            new AverageModel.Member(0.5, line(Link.IDENTITY, inputs)),
            new AverageModel.Member(0.25, trees(Arithmetic.DOUBLE, Link.IDENTITY, inputs, 3, 3))));
  }
}
