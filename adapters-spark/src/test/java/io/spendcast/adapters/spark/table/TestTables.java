package io.spendcast.adapters.spark.table;

import io.spendcast.domain.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What people and programs other than ours do to the tables of a lake. */
public final class TestTables {
  private TestTables() {}

  /** Deletes the directory of a table. */
  public static void remove(Lake lake, TableName table) {
    try (Stream<Path> files = Files.walk(Path.of(lake.path(table)))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes all rows. */
  public static void empty(Lake lake, TableName table) {
    lake.spark().sql("DELETE FROM delta.`%s`".formatted(lake.path(table)));
  }

  /** The files that hold rows. */
  public static List<Path> data(Lake lake, TableName table) {
    try (Stream<Path> files = Files.walk(Path.of(lake.path(table)))) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> !file.toString().contains("_delta_log"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
