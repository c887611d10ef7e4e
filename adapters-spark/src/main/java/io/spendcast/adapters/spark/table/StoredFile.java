package io.spendcast.adapters.spark.table;

import java.util.Objects;

/**
 * A file of a table, as the table's log has it.
 *
 * @param name as the log names it
 * @param path where it is
 * @param length its bytes
 */
public record StoredFile(String name, String path, long length) {
  /** Checks that it is known where it is. */
  public StoredFile {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(path, "path");
  }
}
