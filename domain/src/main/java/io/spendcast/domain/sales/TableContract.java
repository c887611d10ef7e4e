package io.spendcast.domain.sales;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What rows of a source table must be like to be kept. A row that breaks a rule goes to quarantine
 * with the first broken rule as the reason, in the order of the columns, then key, then references.
 *
 * @param table the table's name in its source, such as {@code store_sales}
 * @param columns the columns that are kept, in order
 * @param key columns that identify a row, not empty; later duplicates are quarantined
 * @param references columns whose values must exist in another table of the source
 * @param repairs columns to repair from sibling rows
 * @param money the column whose sum is reconciled, if the table has money
 */
public record TableContract(
    String table,
    List<Column> columns,
    List<String> key,
    List<Reference> references,
    List<Repair> repairs,
    Optional<String> money) {
  /** Copies the lists and checks that key, references, repairs and money name columns. */
  public TableContract {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    references = List.copyOf(references);
    repairs = List.copyOf(repairs);
    if (key.isEmpty()) {
      throw new IllegalArgumentException("contract of " + table + " needs a key");
    }
    List<String> names = columns.stream().map(Column::name).toList();
    key.forEach(name -> requireKnown(table, names, name));
    references.forEach(reference -> requireKnown(table, names, reference.column()));
    money.ifPresent(name -> requireKnown(table, names, name));
    repairs.forEach(
        rule -> {
          requireKnown(table, names, rule.column());
          requireKnown(table, names, rule.group());
        });
  }

  private static void requireKnown(String table, List<String> names, String name) {
    if (!names.contains(name)) {
      throw new IllegalArgumentException("contract of " + table + " has no column " + name);
    }
  }

  /** What a column holds. */
  public enum Type {
    /** A whole number. */
    INTEGER,
    /** An exact amount of money. */
    MONEY,
    /** A day without time. */
    DAY,
    /** An instant. */
    TIME,
    /** Text. */
    TEXT
  }

  /**
   * One column.
   *
   * @param name its name
   * @param type what it holds
   * @param required whether a missing value breaks the contract
   * @param least the smallest allowed value, for numbers
   * @param most the largest allowed value, for numbers
   */
  public record Column(
      String name,
      Type type,
      boolean required,
      Optional<BigDecimal> least,
      Optional<BigDecimal> most) {}

  /**
   * A foreign key.
   *
   * @param column the column here
   * @param table the other table of the same source
   * @param target the column there
   */
  public record Reference(String column, String table, String target) {}

  /**
   * Fills a missing value from the other rows of a group, if those agree on one value.
   *
   * @param column the column to fill
   * @param group the column that all siblings share, such as the ticket number
   */
  public record Repair(String column, String group) {}
}
