package io.spendcast.adapters.spark.ingest.tables;

import io.delta.tables.DeltaTable;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tells by versions and files, without reading them, whether tables may have changed. */
final class SourceState {
  private final SparkSession spark;

  SourceState(Lake lake) {
    this.spark = lake.spark();
  }

  /** What must be the same for the content to be the same. */
  List<String> of(OwnTable table) {
    return Stream.concat(
            Stream.of(table.lines()), table.dimensions().stream().map(OwnTable.Dimension::relation))
        .flatMap(relation -> of(relation).stream())
        .toList();
  }

  private List<String> of(Relation relation) {
    return switch (relation.format()) {
      case CATALOG -> cataloged(relation.location());
      case DELTA -> List.of(version(DeltaTable.forPath(spark, relation.location()).history(1)));
      case PARQUET, CSV, JSON, DSDGEN -> files(relation.location());
    };
  }

  /**
   * The version, or where there is none to see, as of views, shared tables and other formats, the
   * files: in a Delta table they have new names in every version that does more than delete rows.
   */
  private List<String> cataloged(String name) {
    try {
      return List.of(version(spark.sql("DESCRIBE HISTORY " + name + " LIMIT 1")));
    } catch (Exception e) {
      return Stream.of(spark.table(name).inputFiles()).sorted().toList();
    }
  }

  /** The time tells a table from one that was there before under the same name. */
  private static String version(Dataset<Row> history) {
    Row commit = history.select("version", "timestamp").first();
    return "%s at %s".formatted(commit.getLong(0), commit.getTimestamp(1).toInstant());
  }

  private List<String> files(String location) {
    try {
      Path path = new Path(location);
      FileSystem system = path.getFileSystem(spark.sessionState().newHadoopConf());
      FileStatus[] roots = system.globStatus(path);
      List<String> files = new ArrayList<>();
      for (FileStatus root : roots == null ? new FileStatus[0] : roots) {
        RemoteIterator<LocatedFileStatus> below = system.listFiles(root.getPath(), true);
        while (below.hasNext()) {
          FileStatus file = below.next();
          files.add(
              "%s %s %s".formatted(file.getPath(), file.getLen(), file.getModificationTime()));
        }
      }
      return files.stream().sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
