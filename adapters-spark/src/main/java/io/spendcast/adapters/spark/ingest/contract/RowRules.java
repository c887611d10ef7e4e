package io.spendcast.adapters.spark.ingest.contract;

import io.spendcast.domain.sales.TableContract;
import io.spendcast.domain.sales.TableContract.Column;
import io.spendcast.domain.sales.TableContract.Repair;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The rules of a contract that need no other table, by the position of their columns. */
final class RowRules implements Serializable {
  private final List<Rule> rules;
  private final int[] key;
  private final String duplicate;
  private final int[] repaired;

  private RowRules(List<Rule> rules, int[] key, String duplicate, int[] repaired) {
    this.rules = rules;
    this.key = key;
    this.duplicate = duplicate;
    this.repaired = repaired;
  }

  /** The rules of a contract. */
  static RowRules of(TableContract contract) {
    List<String> names = contract.columns().stream().map(Column::name).toList();
    for (Repair repair : contract.repairs()) {
      if (!repair.group().equals(contract.key().get(0))) {
        throw new IllegalArgumentException(
            "siblings must share the first column of the key, not " + repair.group());
      }
    }
    return new RowRules(
        new ArrayList<>(
            IntStream.range(0, names.size())
                .mapToObj(i -> Rule.of(i, contract.columns().get(i)))
                .toList()),
        contract.key().stream().mapToInt(names::indexOf).toArray(),
        "another row has the same " + String.join(", ", contract.key()),
        contract.repairs().stream().mapToInt(repair -> names.indexOf(repair.column())).toArray());
  }

  /** What all rows of a group have in common. */
  Object group(Row row) {
    return row.get(key[0]);
  }

  /** The rows of one group, each with its reason and repair mark. */
  List<Row> checked(List<Row> group) {
    Object[] known = IntStream.of(repaired).mapToObj(column -> agreed(group, column)).toArray();
    Set<List<Object>> seen = new HashSet<>();
    List<Row> checked = new ArrayList<>(group.size());
    for (Row row : group) {
      Object[] values = values(row);
      boolean filled = fill(values, known);
      values[row.size()] = reason(values, seen);
      values[row.size() + 1] = filled;
      checked.add(RowFactory.create(values));
    }
    return checked;
  }

  private boolean fill(Object[] values, Object[] known) {
    boolean filled = false;
    for (int i = 0; i < repaired.length; i++) {
      if (values[repaired[i]] == null && known[i] != null) {
        values[repaired[i]] = known[i];
        filled = true;
      }
    }
    return filled;
  }

  /** The one value that all siblings have which have any; null if there is none or more. */
  private static Object agreed(List<Row> group, int column) {
    List<Object> values =
        group.stream().map(row -> row.get(column)).filter(Objects::nonNull).distinct().toList();
    return values.size() == 1 ? values.get(0) : null;
  }

  private static Object[] values(Row row) {
    Object[] values = new Object[row.size() + 2];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    return values;
  }

  private String reason(Object[] values, Set<List<Object>> seen) {
    for (Rule rule : rules) {
      String broken = rule.broken(values[rule.column()]);
      if (broken != null) {
        return broken;
      }
    }
    List<Object> identity = new ArrayList<>(key.length);
    for (int column : key) {
      identity.add(values[column]);
    }
    return seen.add(identity) ? null : duplicate;
  }

  private record Rule(int column, String name, boolean required, BigDecimal least, BigDecimal most)
      implements Serializable {
    static Rule of(int position, Column column) {
      return new Rule(
          position,
          column.name(),
          column.required(),
          column.least().orElse(null),
          column.most().orElse(null));
    }

    String broken(Object value) {
      if (value == null) {
        return required ? name + " is missing" : null;
      }
      if (least != null && number(value).compareTo(least) < 0) {
        return name + " is less than " + least;
      }
      return most != null && number(value).compareTo(most) > 0
          ? name + " is more than " + most
          : null;
    }

    private static BigDecimal number(Object value) {
      return value instanceof BigDecimal money
          ? money
          : BigDecimal.valueOf(((Number) value).longValue());
    }
  }
}
