package io.spendcast.domain.proposal.sample;

import io.spendcast.domain.proposal.column.SampledColumn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How the columns of some rows depend on each other.
 *
 * @param sample the rows
 */
public record Rows(Sample sample) {
  private static final double ALMOST_ALL = 0.98;

  /** Whether almost every value of one column comes with a single value of another. */
  public boolean determines(SampledColumn one, SampledColumn other) {
    Map<String, Set<String>> found = groups(one, other.values());
    long single = found.values().stream().filter(values -> values.size() == 1).count();
    return single >= ALMOST_ALL * found.size();
  }

  /** The different texts, none of them blank, that come with each value of a column. */
  private Map<String, Set<String>> groups(SampledColumn one, List<String> others) {
    Map<String, Set<String>> found = new HashMap<>();
    for (int row = 0; row < sample.rows(); row++) {
      if (!one.values().get(row).isEmpty() && !others.get(row).isEmpty()) {
        found.computeIfAbsent(one.values().get(row), v -> new HashSet<>()).add(others.get(row));
      }
    }
    return found;
  }

  /** How many rows have the same values in these columns as an earlier one. */
  public long repeats(List<SampledColumn> columns) {
    long different =
        IntStream.range(0, sample.rows())
            .mapToObj(row -> columns.stream().map(column -> column.values().get(row)).toList())
            .distinct()
            .count();
    return sample.rows() - different;
  }

  /** Whether almost every order of several lines has a value on exactly one of them. */
  public boolean isOnceWithin(SampledColumn order, SampledColumn column) {
    Map<String, Integer> lines = new HashMap<>();
    Map<String, Integer> filled = new HashMap<>();
    for (int row = 0; row < sample.rows(); row++) {
      lines.merge(order.values().get(row), 1, Integer::sum);
      filled.merge(
          order.values().get(row), column.values().get(row).isEmpty() ? 0 : 1, Integer::sum);
    }
    List<String> several = lines.keySet().stream().filter(id -> lines.get(id) > 1).toList();
    long once = several.stream().filter(id -> filled.get(id) == 1).count();
    return several.size() >= 5 && once >= ALMOST_ALL * several.size();
  }

  /**
   * Whether a number stands on every line of an order again, as the order's total does: so it is in
   * almost all orders with several lines, and there are some.
   */
  public boolean isRepeatedWithin(SampledColumn order, SampledColumn number) {
    Map<String, Integer> lines = new HashMap<>();
    order.values().forEach(value -> lines.merge(value, 1, Integer::sum));
    List<Set<String>> several =
        groups(order, number.values()).entrySet().stream()
            .filter(entry -> lines.get(entry.getKey()) > 1)
            .map(Map.Entry::getValue)
            .toList();
    long same = several.stream().filter(values -> values.size() == 1).count();
    return several.size() >= 5 && same >= ALMOST_ALL * several.size();
  }
}
