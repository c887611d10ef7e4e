package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.column.Kinds;
import io.spendcast.domain.proposal.column.Role;
import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.column.Words;
import io.spendcast.domain.proposal.sample.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a column that says of each row what it is means for the row's money.
 *
 * @param column the column
 * @param kinds what its values mean
 * @param doubts what is unsure
 */
record RowKinds(SampledColumn column, Kinds kinds, List<Doubt> doubts) {
  private static final String KEY = "filter";

  /** A status is what became of a row; an event or a type is what the row is. */
  private static final Set<String> STATUS =
      Words.set("status state statut estado stato zustand situation");

  static Optional<RowKinds> of(Sample sample, Casting casting, Money money) {
    return casting
        .find(Role.KIND)
        .flatMap(
            column ->
                Kinds.of(column).map(kinds -> settled(sample, casting, money, column, kinds)));
  }

  private static RowKinds settled(
      Sample sample, Casting casting, Money money, SampledColumn column, Kinds kinds) {
    List<Doubt> doubts = new ArrayList<>();
    if (!kinds.others().isEmpty()) {
      doubts.add(
          said("rows whose %s is %s are taken for no sales and left out", column, kinds.others()));
    }
    if (!kinds.partly().isEmpty() && !money.isLessRefunds()) {
      doubts.add(
          said(
              "rows whose %s is %s count as they are, since no column is known to say how much came back",
              column, kinds.partly()));
    }
    if (!kinds.unknown().isEmpty()) {
      doubts.add(said("rows whose %s is %s count as sales", column, kinds.unknown()));
    }
    List<String> undone = new Undone(sample, casting, money, column, kinds).inPlace();
    if (undone.isEmpty()) {
      return new RowKinds(column, kinds, doubts);
    }
    if (money.isLessRefunds()) {
      return new RowKinds(column, kinds.sold(undone), doubts);
    }
    doubts.add(
        said(
            "rows whose %s is %s are taken for sales that were undone, and left out; if they are returns of other rows, let the flow be signed and their amounts below zero",
            column, undone));
    return new RowKinds(column, kinds.leftOut(undone), doubts);
  }

  private static Doubt said(String text, SampledColumn column, List<String> values) {
    return new Doubt(KEY, text.formatted(column.expression(), String.join(", ", values)));
  }

  Optional<String> filter() {
    return kinds.filter(column.expression());
  }

  /** Rows of returned goods, which are sales that were undone or events of their own. */
  private record Undone(
      Sample sample, Casting casting, Money money, SampledColumn column, Kinds kinds) {
    /** The values of rows that are the undone sale itself, so that no other row is. */
    List<String> inPlace() {
      List<String> values = kinds.undone();
      return !values.isEmpty()
              && Words.of(column.name()).have(STATUS)
              && 2 * below(values) < rows(values).size()
              && 2 * soldElsewhere(values) < rows(values).size()
          ? values
          : List.of();
    }

    private List<Integer> rows(List<String> values) {
      return IntStream.range(0, sample.rows())
          .filter(row -> values.contains(column.values().get(row)))
          .boxed()
          .toList();
    }

    private long below(List<String> values) {
      return rows(values).stream().filter(row -> money.signs().get(row) < 0).count();
    }

    private long soldElsewhere(List<String> values) {
      Optional<SampledColumn> order = casting.find(Role.ORDER);
      if (order.isEmpty()) {
        return 0;
      }
      Set<List<String>> sold = new HashSet<>();
      for (int row = 0; row < sample.rows(); row++) {
        String kind = column.values().get(row);
        if (!values.contains(kind) && !kinds.others().contains(kind)) {
          sold.add(line(order.get(), row));
        }
      }
      return rows(values).stream().filter(row -> sold.contains(line(order.get(), row))).count();
    }

    private List<String> line(SampledColumn order, int row) {
      return List.of(
          order.values().get(row),
          casting.find(Role.ITEM).map(item -> item.values().get(row)).orElse(""));
    }
  }
}
