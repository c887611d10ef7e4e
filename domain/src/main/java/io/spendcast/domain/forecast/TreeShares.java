package io.spendcast.domain.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Exact contributions to trees, path-dependent as in Lundberg's TreeSHAP: an input that is not
 * known goes both ways, in proportion to the cover. What a leaf says is a product over the inputs
 * on its way: of an input that is known one or zero, of one that is not the share of the cover. So
 * its Shapley values are those of a product, by a rule of few points.
 *
 * <p>Leaves share the ways to them: products go down the tree, what leaves say is added up on the
 * way back, and each step adds what its input changes, less what a step further up has added for
 * the same input. What a step multiplies by and what it changes depends on whether its side is
 * taken, and on nothing else of a customer, so all of that is computed once.
 */
final class TreeShares {
  private final TreeWalks walks;
  private final GaussLegendre rule;
  private final List<Steps> trees;
  private final int steps;
  private final int forks;

  /**
   * Computes what does not depend on a customer.
   *
   * @param all those of the walks
   */
  TreeShares(TreeWalks walks, List<Tree> all) {
    this.walks = walks;
    GaussLegendre exact = rule(all.stream().mapToInt(Tree::depth).max().orElse(0));
    rule = exact;
    trees =
        IntStream.range(0, all.size())
            .mapToObj(tree -> new Steps(all.get(tree), walks.root(tree), exact))
            .toList();
    steps = trees.stream().mapToInt(tree -> tree.inputs.length).max().orElse(0);
    forks = trees.stream().mapToInt(tree -> tree.forkInputs.length).max().orElse(0);
  }

  /** Points go down and up two by two, which costs little more than one by one. */
  private static GaussLegendre rule(int depth) {
    int size = Math.max(0, depth - 1) / 2 + 1;
    return new GaussLegendre(size + size % 2);
  }

  /**
   * Adds what the inputs contribute to the trees.
   *
   * @param row one of the walks
   */
  void add(double[] row, Contributions found) {
    Walk walk = new Walk(row, found);
    trees.forEach(walk::through);
  }

  /** Takes one row through the trees. */
  private final class Walk {
    private final double[] row;
    private final Contributions found;
    private final int[] states = new int[steps];
    private final int[] forkStates = new int[forks];
    private final double[] gained = new double[steps];
    private final double[] forkGained = new double[forks];

    /** Of two points: the products on the way down, and what is said below. */
    private final double[] products = new double[2 * steps];

    private final double[] said = new double[2 * steps];

    Walk(double[] row, Contributions found) {
      this.row = row;
      this.found = found;
    }

    void through(Steps tree) {
      found.addBase(tree.base);
      sides(tree);
      for (int pair = 0; pair < rule.size() / 2; pair++) {
        down(tree, pair);
        atForks(tree, pair);
        up(tree, pair);
      }
      hand(1, tree.inputs, gained);
      hand(0, tree.forkInputs, forkGained);
    }

    private void sides(Steps tree) {
      for (int step = 1; step < tree.inputs.length; step++) {
        boolean taken = walks.next(tree.asked[step], row) == tree.nodes[step];
        states[step] = Steps.state(states[tree.before[step]], taken);
      }
      for (int fork = 0; fork < tree.forkInputs.length; fork++) {
        boolean left = walks.next(tree.forks[fork], row) == tree.lefts[fork];
        forkStates[fork] = Steps.state(states[tree.forkBefore[fork]], left);
      }
    }

    private void down(Steps tree, int pair) {
      products[0] = rule.weight(2 * pair);
      products[1] = rule.weight(2 * pair + 1);
      int constants = pair * tree.inputs.length * Steps.CONSTANTS;
      for (int step = 1; step < tree.inputs.length; step++) {
        int at = constants + Steps.CONSTANTS * step + 2 * states[step];
        int from = 2 * tree.parents[step];
        double first = products[from] * tree.factors[at];
        double second = products[from + 1] * tree.factors[at + 1];
        products[2 * step] = first;
        products[2 * step + 1] = second;
        said[2 * step] = first * tree.values[step];
        said[2 * step + 1] = second * tree.values[step];
      }
    }

    private void atForks(Steps tree, int pair) {
      int constants = pair * tree.forkInputs.length * Steps.CONSTANTS;
      for (int fork = 0; fork < tree.forkInputs.length; fork++) {
        int at = constants + Steps.CONSTANTS * fork + 2 * forkStates[fork];
        int from = 2 * tree.forkSteps[fork];
        double first = products[from];
        double second = products[from + 1];
        said[from] += first * tree.forkValues[at];
        said[from + 1] += second * tree.forkValues[at + 1];
        forkGained[fork] += first * tree.forkGains[at] + second * tree.forkGains[at + 1];
      }
    }

    /** What the leaves below a step say goes to the step before. */
    private void up(Steps tree, int pair) {
      int constants = pair * tree.inputs.length * Steps.CONSTANTS;
      for (int step = tree.inputs.length - 1; step > 0; step--) {
        int at = constants + Steps.CONSTANTS * step + 2 * states[step];
        int to = 2 * tree.parents[step];
        double first = said[2 * step];
        double second = said[2 * step + 1];
        said[to] += first;
        said[to + 1] += second;
        gained[step] += first * tree.gains[at] + second * tree.gains[at + 1];
      }
    }

    private void hand(int first, int[] inputs, double[] amounts) {
      for (int i = first; i < inputs.length; i++) {
        found.add(inputs[i], amounts[i]);
        amounts[i] = 0;
      }
    }
  }

  /**
   * The steps down a tree, from the root, with what they multiply by and change. Where a node has
   * two leaves there are no further steps: it is a fork, of which both leaves are known at once.
   */
  private static final class Steps {
    /** The side that a known input takes, here and further up. */
    private static final int TAKEN = 0;

    /** The other side, and further up the input took its side. */
    private static final int MISSED = 1;

    /** Below a side that the same input did not take: here it changes nothing any more. */
    private static final int GONE = 2;

    /** By the state before and whether the side is the other one: no jump is needed. */
    private static final int[] NEXT = {TAKEN, MISSED, GONE, GONE, GONE, GONE};

    private static final int STATES = 3;

    /** For each state, both points of a pair. */
    static final int CONSTANTS = 2 * STATES;

    private final Tree tree;
    private final GaussLegendre rule;

    /** By node: its parent, and the last node before to which a step leads that asks the same. */
    private final int[] up;

    private final int[] same;

    /** By node: the share of the cover by all steps to it that ask what the last of them asks. */
    private final double[] unknown;

    /** What the tree says of somebody of whom nothing is known. */
    final double base;

    // By step: where it leads to, what it asks and where, the step before, and the last one before
    // that asks the same; the first step leads to the root and asks nothing.
    final int[] nodes;
    final int[] asked;
    final int[] parents;
    final int[] inputs;
    final int[] before;
    final double[] values;
    final double[] factors;
    final double[] gains;

    // By fork: the node, its left leaf, the step to it, and the rest as of a step.
    final int[] forks;
    final int[] lefts;
    final int[] forkSteps;
    final int[] forkInputs;
    final int[] forkBefore;
    final double[] forkValues;
    final double[] forkGains;

    Steps(Tree tree, int root, GaussLegendre rule) {
      this.tree = tree;
      this.rule = rule;
      up = new int[tree.size()];
      same = new int[tree.size()];
      unknown = new double[tree.size()];
      base = prepare();
      int[] steps =
          IntStream.range(0, tree.size()).filter(node -> node == 0 || !isFork(up[node])).toArray();
      nodes = IntStream.of(steps).map(node -> root + node).toArray();
      asked = IntStream.of(steps).map(node -> root + up[node]).toArray();
      parents = IntStream.of(steps).map(node -> Arrays.binarySearch(steps, up[node])).toArray();
      inputs = IntStream.of(steps).map(node -> Math.max(0, tree.input(up[node]))).toArray();
      before = IntStream.of(steps).map(node -> Arrays.binarySearch(steps, same[node])).toArray();
      values = IntStream.of(steps).mapToDouble(tree::value).toArray();
      factors = new double[rule.size() * steps.length * STATES];
      gains = new double[rule.size() * steps.length * STATES];
      int[] twoLeaves = IntStream.range(0, tree.size()).filter(this::isFork).toArray();
      forks = IntStream.of(twoLeaves).map(node -> root + node).toArray();
      lefts = IntStream.of(twoLeaves).map(node -> root + tree.left(node)).toArray();
      forkSteps = IntStream.of(twoLeaves).map(node -> Arrays.binarySearch(steps, node)).toArray();
      forkInputs = IntStream.of(twoLeaves).map(tree::input).toArray();
      forkBefore =
          IntStream.of(twoLeaves)
              .map(node -> Arrays.binarySearch(steps, same[tree.left(node)]))
              .toArray();
      forkValues = new double[rule.size() * twoLeaves.length * STATES];
      forkGains = new double[rule.size() * twoLeaves.length * STATES];
      for (int point = 0; point < rule.size(); point++) {
        for (int state = TAKEN; state <= GONE; state++) {
          constants(steps, state, point);
          atForks(twoLeaves, state, point);
        }
      }
    }

    /** Finds out about all nodes; returns the base. */
    private double prepare() {
      double[] reached = new double[tree.size()];
      double said = 0;
      reached[0] = 1;
      unknown[0] = 1;
      for (int node = 0; node < tree.size(); node++) {
        if (tree.isLeaf(node)) {
          said += reached[node] * tree.value(node);
        } else {
          for (int child : new int[] {tree.left(node), tree.right(node)}) {
            up[child] = node;
            same[child] = lastOf(node, tree.input(node));
            reached[child] = reached[node] * share(child);
            unknown[child] = unknown[same[child]] * share(child);
          }
        }
      }
      return said;
    }

    private int lastOf(int node, int input) {
      int last = node;
      while (last != 0 && tree.input(up[last]) != input) {
        last = up[last];
      }
      return last;
    }

    private double share(int child) {
      double cover = tree.cover(up[child]);
      return cover > 0 ? tree.cover(child) / cover : 0;
    }

    private boolean isFork(int node) {
      return !tree.isLeaf(node) && tree.isLeaf(tree.left(node)) && tree.isLeaf(tree.right(node));
    }

    private void constants(int[] steps, int state, int point) {
      for (int step = 1; step < steps.length; step++) {
        int at = place(step, steps.length, state, point);
        factors[at] = factor(steps[step], state, rule.point(point));
        gains[at] = gain(steps[step], state, rule.point(point));
      }
    }

    private void atForks(int[] twoLeaves, int state, int point) {
      for (int fork = 0; fork < twoLeaves.length; fork++) {
        int at = place(fork, twoLeaves.length, state, point);
        leaf(at, tree.left(twoLeaves[fork]), state, point);
        leaf(at, tree.right(twoLeaves[fork]), state == GONE ? GONE : MISSED - state, point);
      }
    }

    private void leaf(int at, int node, int state, int point) {
      double said = tree.value(node) * factor(node, state, rule.point(point));
      forkValues[at] += said;
      forkGains[at] += said * gain(node, state, rule.point(point));
    }

    private static int place(int one, int all, int state, int point) {
      return (point / 2 * all + one) * CONSTANTS + 2 * state + point % 2;
    }

    /** What the product becomes a multiple of, at a point. */
    private double factor(int node, int state, double point) {
      if (state == GONE) {
        return share(node);
      }
      double known = state == TAKEN ? point : 0;
      return ((1 - point) * unknown[node] + known) / ((1 - point) * unknown[same[node]] + point);
    }

    /** What the input changes, less what it changed before. */
    private double gain(int node, int state, double point) {
      return switch (state) {
        case TAKEN -> gain(unknown[node], point) - gain(unknown[same[node]], point);
        case MISSED -> -1 / (1 - point) - gain(unknown[same[node]], point);
        default -> 0;
      };
    }

    private static double gain(double unknown, double point) {
      return (1 - unknown) / ((1 - point) * unknown + point);
    }

    static int state(int before, boolean taken) {
      return NEXT[2 * before + (taken ? TAKEN : MISSED)];
    }
  }
}
