package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.column.Amounts;
import io.spendcast.domain.proposal.column.Role;
import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.sample.ReadColumns;
import io.spendcast.domain.proposal.sample.Rows;
import io.spendcast.domain.proposal.sample.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Casts the columns of a table whose columns have no names, by what stands in them. */
final class Nameless {
  /** Columns of which more is missing identify nothing. */
  private static final double LEAST_FILLED = 0.3;

  private final Sample sample;
  private final ReadColumns read;
  private final Map<Role, SampledColumn> cast = new EnumMap<>(Role.class);

  Nameless(Sample sample, ReadColumns read) {
    this.sample = sample;
    this.read = read;
  }

  /** What can be a day, an amount, a quantity; and ids by what decides what. */
  Map<Role, SampledColumn> cast() {
    List<SampledColumn> open = new ArrayList<>(sample.columns());
    open.stream()
        .filter(
            column ->
                read.day(column)
                    .filter(day -> read.isWritten(column) || day.expression().contains("yyyyMMdd"))
                    .isPresent())
        .min(Comparator.comparing((SampledColumn c) -> !read.isWritten(c)))
        .ifPresent(column -> take(Role.DAY, column, open));
    money(open);
    ids(open);
    return cast;
  }

  private void take(Role role, SampledColumn column, List<SampledColumn> open) {
    cast.put(role, column);
    open.remove(column);
  }

  private void money(List<SampledColumn> open) {
    List<SampledColumn> fractions =
        open.stream()
            .filter(column -> read.number(column).filter(a -> !a.isWhole()).isPresent())
            .toList();
    if (!fractions.isEmpty()) {
      take(Role.AMOUNT, fractions.get(fractions.size() - 1), open);
    }
    if (fractions.size() > 1) {
      take(Role.PRICE, fractions.get(fractions.size() - 2), open);
    }
    open.stream()
        .filter(column -> read.number(column).filter(Nameless::areUnits).isPresent())
        .findFirst()
        .ifPresent(column -> take(Role.QUANTITY, column, open));
    open.stream()
        .filter(column -> cast.get(Role.AMOUNT) == null && read.number(column).isPresent())
        .reduce((first, second) -> second)
        .ifPresent(column -> take(Role.AMOUNT, column, open));
  }

  /** Small whole numbers, one of them most often. */
  private static boolean areUnits(Amounts numbers) {
    long small =
        numbers.known().stream().filter(number -> Math.abs(number.longValue()) <= 20).count();
    return numbers.isWhole()
        && numbers.column().distinct() <= 100
        && small >= 0.9 * numbers.known().size();
  }

  private void ids(List<SampledColumn> open) {
    List<SampledColumn> ids =
        new ArrayList<>(open.stream().filter(read::isId).filter(c -> c.distinct() > 1).toList());
    ids.removeIf(column -> column.missing() > LEAST_FILLED || column.distinct() <= 3);
    Rows rows = new Rows(sample);
    for (SampledColumn order : ids) {
      for (SampledColumn customer : ids) {
        boolean finer = order.distinct() > customer.distinct() && rows.determines(order, customer);
        if (finer && !cast.containsKey(Role.ORDER)) {
          take(Role.ORDER, order, open);
          take(Role.CUSTOMER, customer, open);
        }
      }
    }
    ids.removeIf(cast::containsValue);
    for (Role role : List.of(Role.CUSTOMER, Role.ITEM)) {
      if (!cast.containsKey(role) && !ids.isEmpty()) {
        take(role, ids.remove(0), open);
      }
    }
  }
}
