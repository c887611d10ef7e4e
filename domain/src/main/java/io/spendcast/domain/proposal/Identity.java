package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.column.Role;
import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.sample.Rows;
import io.spendcast.domain.proposal.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What distinguishes the lines of a table.
 *
 * @param order identifies the order; empty if an order is a customer's day
 * @param item identifies the line within the order; empty if nothing does, so that every line
 *     counts
 * @param reasons why, by key
 * @param doubts what is unsure
 */
record Identity(
    Optional<String> order,
    Optional<String> item,
    Map<String, String> reasons,
    List<Doubt> doubts) {
  private static final String ORDER = "columns.order";
  private static final String ITEM = "columns.item";

  /**
   * The identity of the lines.
   *
   * @param order the expression of the order, here or where a join finds it
   * @param ways what distinguishes a sale from the return of the same line
   */
  static Identity of(
      Sample sample, Casting casting, Optional<String> order, List<SampledColumn> ways) {
    if (order.isEmpty()) {
      return new Identity(
          Optional.empty(),
          Optional.empty(),
          Map.of(ORDER, "no column: an order is what a customer buys on a day; every line counts"),
          List.of());
    }
    Optional<SampledColumn> own = casting.find(Role.ORDER);
    return own.isEmpty()
        ? everyLine(order, Map.of(), List.of())
        : ofOrder(new Lines(new Rows(sample), ways), casting, own.get());
  }

  private static Identity everyLine(
      Optional<String> order, Map<String, String> reasons, List<Doubt> doubts) {
    return new Identity(order, Optional.empty(), reasons, doubts);
  }

  /** Rows that may repeat, unless they go different ways. */
  private record Lines(Rows rows, List<SampledColumn> ways) {
    long repeats(SampledColumn... columns) {
      return rows.repeats(Stream.concat(Stream.of(columns), ways.stream()).toList());
    }
  }

  private static Identity ofOrder(Lines lines, Casting casting, SampledColumn order) {
    List<Doubt> doubts = severalCustomers(casting, lines.rows(), order);
    Optional<String> id = Optional.of(order.expression());
    Optional<SampledColumn> item = casting.find(Role.ITEM);
    Optional<SampledColumn> line = casting.find(Role.LINE);
    if (lines.repeats(order) == 0) {
      String one =
          item.filter(i -> i.missing() == 0).map(SampledColumn::expression).orElse("'order'");
      return new Identity(id, Optional.of(one), Map.of(ITEM, "one row per order"), doubts);
    }
    if (line.isPresent() && lines.repeats(order, line.get()) == 0) {
      return new Identity(id, line.map(SampledColumn::expression), Map.of(), doubts);
    }
    if (item.isEmpty()) {
      String why = "no column: nothing distinguishes the lines of an order, so every line counts";
      return everyLine(id, Map.of(ITEM, why), doubts);
    }
    if (lines.repeats(order, item.get()) == 0 && item.get().missing() == 0) {
      return new Identity(id, item.map(SampledColumn::expression), Map.of(), doubts);
    }
    return ofItem(lines, order, item.get(), line, doubts);
  }

  private static Identity ofItem(
      Lines lines,
      SampledColumn order,
      SampledColumn item,
      Optional<SampledColumn> line,
      List<Doubt> doubts) {
    Optional<String> id = Optional.of(order.expression());
    String name = item.expression();
    if (line.isPresent() && lines.repeats(order, item, line.get()) == 0) {
      String both = "concat(%s, '/', %s)".formatted(name, line.get().expression());
      String why = "an item can stand twice on an order; with its line it cannot";
      return new Identity(id, Optional.of(both), Map.of(ITEM, why), doubts);
    }
    List<Doubt> more = new ArrayList<>(doubts);
    more.add(
        new Doubt(
            ITEM,
            "%s is missing or stands again on the same %s in %s rows, and all of them count; if they are copies, write item: %s"
                .formatted(name, order.expression(), lines.repeats(order, item), name)));
    String why = "left out: nothing distinguishes the lines of an order, so every line counts";
    return everyLine(id, Map.of(ITEM, why), more);
  }

  private static List<Doubt> severalCustomers(Casting casting, Rows rows, SampledColumn order) {
    return casting
        .find(Role.CUSTOMER)
        .filter(customer -> !rows.determines(order, customer))
        .map(
            customer ->
                new Doubt(
                    ORDER,
                    "%s has several customers under one number, which may begin again in each shop or year; add what distinguishes them, such as concat(shop, '/', %s)"
                        .formatted(order.expression(), order.expression())))
        .stream()
        .toList();
  }
}
