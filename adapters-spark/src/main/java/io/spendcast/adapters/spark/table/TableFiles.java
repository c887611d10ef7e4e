package io.spendcast.adapters.spark.table;

import static org.apache.spark.sql.functions.col;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;

/** The files of a version of a table, held against what is on the disk. */
record TableFiles(SparkSession spark, Snapshot snapshot) {
  /** A file that is not there, or not as long as it was. */
  Optional<String> missing() {
    Path root = snapshot.deltaLog().dataPath();
    Map<Path, Long> expected = new HashMap<>();
    for (Row file : files()) {
      expected.put(new Path(root, new Path(URI.create(file.getString(0)))), file.getLong(1));
    }
    Map<Path, Map<String, Long>> listed = new HashMap<>();
    return expected.entrySet().stream()
        .filter(
            file ->
                !file.getValue()
                    .equals(
                        listed
                            .computeIfAbsent(file.getKey().getParent(), this::lengths)
                            .get(file.getKey().getName())))
        .map(file -> file.getKey().toString())
        .sorted()
        .findFirst();
  }

  private List<Row> files() {
    return snapshot.allFiles().select(col("path"), col("size")).collectAsList();
  }

  /** One look at a directory is cheaper than one at each of its files. */
  private Map<String, Long> lengths(Path directory) {
    Map<String, Long> lengths = new HashMap<>();
    try {
      FileSystem system = directory.getFileSystem(spark.sessionState().newHadoopConf());
      for (FileStatus file : system.listStatus(directory)) {
        lengths.put(file.getPath().getName(), file.getLen());
      }
    } catch (FileNotFoundException e) {
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lengths;
  }
}
