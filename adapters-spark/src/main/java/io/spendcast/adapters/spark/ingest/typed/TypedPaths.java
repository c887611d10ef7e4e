package io.spendcast.adapters.spark.ingest.typed;

import io.spendcast.adapters.spark.ingest.files.SourceFile;
import io.spendcast.adapters.spark.ingest.files.SourceFiles;
import io.spendcast.adapters.spark.ingest.files.Unreadable;
import java.util.List;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Lets Spark read files, and sees to it that it reads all of them. */
final class TypedPaths {
  private final SourceFiles files;

  TypedPaths(SourceFiles files) {
    this.files = files;
  }

  /** All files. */
  Dataset<Row> all(DataFrameReader reader) {
    return some(reader, files.files());
  }

  /** Some of the files. What the names of folders say is known below the location. */
  Dataset<Row> some(DataFrameReader reader, List<SourceFile> wanted) {
    String[] paths = wanted.stream().map(TypedPaths::literal).toArray(String[]::new);
    boolean inFolders = wanted.stream().anyMatch(file -> !file.partitions().isEmpty());
    Dataset<Row> rows = (inFolders ? reader.option("basePath", files.root()) : reader).load(paths);
    int found = rows.inputFiles().length;
    if (found != wanted.size()) {
      throw Unreadable.because(
          files.location(),
          "Spark reads %s of its %s files".formatted(found, wanted.size()),
          "Give files names without a leading _ or ., and folders either all names such as"
              + " store=7 or none");
    }
    return rows;
  }

  /** Signs of patterns stand for themselves. */
  private static String literal(SourceFile file) {
    if (file.path().matches(".*[\\[\\]{}*?\\\\].*") && file.name().contains(":")) {
      throw Unreadable.because(
          file.path(), "its name has a colon beside signs of patterns", "Rename it");
    }
    return file.path().replaceAll("([\\[\\]{}*?\\\\])", "\\\\$1");
  }
}
