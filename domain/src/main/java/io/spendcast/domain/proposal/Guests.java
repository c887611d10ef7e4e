package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.column.SampledColumn;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A customer's id that stands for everybody without one.
 *
 * @param id the id
 * @param rows those that have it
 * @param share of all rows
 */
record Guests(String id, List<Integer> rows, double share) {
  /** Where rows or customers are few, each has a large share. */
  private static final int ENOUGH = 100;

  private static final double ABSURD = 0.05;
  private static final int TIMES_THE_MEAN = 10;
  private static final int SEVERAL = 5;
  private static final double MOSTLY = 0.9;

  /** The id with an absurd share of the rows, if there is one. */
  static Optional<Guests> of(SampledColumn customer) {
    Map<String, Long> counts = new HashMap<>();
    customer.filled().forEach(id -> counts.merge(id, 1L, Long::sum));
    double all = customer.filled().size();
    return counts.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .filter(most -> all >= ENOUGH && most.getValue() > ABSURD * all)
        .filter(most -> most.getValue() * counts.size() > TIMES_THE_MEAN * all)
        .map(
            most ->
                new Guests(most.getKey(), rows(customer, most.getKey()), most.getValue() / all));
  }

  private static List<Integer> rows(SampledColumn customer, String id) {
    return IntStream.range(0, customer.values().size())
        .filter(row -> customer.values().get(row).equals(id))
        .boxed()
        .toList();
  }

  /** The column, of these, that says who each of them is. */
  Optional<SampledColumn> separated(List<SampledColumn> columns) {
    return columns.stream()
        .filter(column -> 1 - column.missing() >= MOSTLY && people(column) >= SEVERAL)
        .max(Comparator.comparingLong(this::people));
  }

  /** How many different values they have in a column. */
  long people(SampledColumn column) {
    return rows.stream()
        .map(row -> column.values().get(row))
        .filter(value -> !value.isEmpty())
        .distinct()
        .count();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f %% of the rows have %s", 100 * share, id);
  }
}
