package io.spendcast.adapters.spark.ingest.tables;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Format;
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
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;

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
    if (relation.format() == Format.CATALOG) {
      // The files of a Delta table have new names in every version that changes them.
      return Stream.of(spark.table(relation.location()).inputFiles()).sorted().toList();
    }
    if (relation.format() == Format.DELTA) {
      Snapshot snapshot =
          DeltaLog.forTable(spark, relation.location())
              .update(false, Option.empty(), Option.empty());
      return List.of(snapshot.metadata().id() + "@" + snapshot.version());
    }
    return files(relation.location());
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
              "%s %d %d".formatted(file.getPath(), file.getLen(), file.getModificationTime()));
        }
      }
      return files.stream().sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
