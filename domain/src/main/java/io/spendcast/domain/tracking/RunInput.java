package io.spendcast.domain.tracking;

import io.spendcast.domain.TableVersion;
import java.util.List;
import java.util.OptionalLong;

/**
 * A table that a run read.
 *
 * @param table which, by version
 * @param columns the columns it read, all of numbers, in order; empty if nobody told
 * @param rows its number of rows; empty if nobody counted
 */
public record RunInput(TableVersion table, List<String> columns, OptionalLong rows) {
  /** Copies the columns. */
  public RunInput {
    columns = List.copyOf(columns);
  }
}
