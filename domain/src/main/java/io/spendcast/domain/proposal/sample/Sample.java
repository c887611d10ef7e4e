package io.spendcast.domain.proposal.sample;

import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Some rows of a table, as they were read.
 *
 * @param name what the file, folder or table is called, without folder and ending
 * @param relation where the table is, and how it is read
 * @param columns its columns in order, each with a value per row
 * @param notes what whoever reads the proposal should know about how the rows were read
 */
public record Sample(
    String name, Relation relation, List<SampledColumn> columns, List<String> notes) {
  /** How many rows of a table are looked at. */
  public static final int MOST_ROWS = 20_000;

  /** Checks that every column has a value per row. */
  public Sample {
    Objects.requireNonNull(relation, "relation");
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
    if (columns.stream().map(column -> column.values().size()).distinct().count() > 1) {
      throw new IllegalArgumentException("every column of " + name + " needs a value per row");
    }
  }

  /** How many rows these are. */
  public int rows() {
    return columns.isEmpty() ? 0 : columns.get(0).values().size();
  }

  /** Whether the columns have names of the owner. */
  public boolean isNamed() {
    return !columns.stream()
        .allMatch(column -> column.name().matches(CsvDialect.NAMELESS + "[0-9]+"));
  }

  Optional<SampledColumn> find(String expression) {
    return columns.stream().filter(column -> column.expression().equals(expression)).findFirst();
  }
}
