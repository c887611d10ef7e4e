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
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** The files of a version of a table, held against what is on the disk. */
record TableFiles(SparkSession spark, Snapshot snapshot) {
  /** A file that is not there, or not as long as it was. */
  Optional<String> missing() {
    Map<Path, Long> expected = new HashMap<>();
    all().forEach(file -> expected.put(new Path(file.path()), file.length()));
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

  /** All files that hold rows. */
  List<StoredFile> all() {
    return snapshot.allFiles().select(col("path"), col("size")).collectAsList().stream()
        .map(file -> new StoredFile(file.getString(0), path(file), file.getLong(1)))
        .toList();
  }

  private String path(Row file) {
    Path root = snapshot.deltaLog().dataPath();
    return new Path(root, new Path(URI.create(file.getString(0)))).toString();
  }

  /** Takes files out of the newest version of a table, in one commit. */
  static void remove(DeltaLog log, Set<String> files) {
    OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.empty());
    List<Action> removed =
        transaction.snapshot().allFiles().collectAsList().stream()
            .filter(file -> files.contains(file.path()))
            .map(file -> (Action) file.remove())
            .toList();
    transaction.commit(
        CollectionConverters.asScala(removed).toSeq(), DeltaOperations.ManualUpdate$.MODULE$);
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
