package io.spendcast.adapters.spark.audit;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.TableName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Finds the tables of a lake by their logs. */
record TableFolders(Lake lake, Configuration hadoop) {
  /** Those below some folders of the lake, and one more, if they are there. */
  List<TableName> below(List<String> folders, TableName more) {
    return SparkErrors.translate(
        "list the tables of " + lake.root(),
        () -> {
          List<TableName> found = new ArrayList<>();
          folders.forEach(folder -> find(folder, found));
          find(more.value(), found);
          return found;
        });
  }

  private void find(String folder, List<TableName> found) {
    List<String> names = folders(new Path(lake.root() + "/" + folder));
    if (names.contains(TableLog.NAME)) {
      // A write that was cut before its first commit has made no table.
      if (new TableLog(hadoop, new Path(lake.root() + "/" + folder)).hasCommit()) {
        found.add(new TableName(folder));
      }
      return;
    }
    names.stream()
        .filter(name -> name.matches("[a-z0-9_]+"))
        .forEach(name -> find(folder + "/" + name, found));
  }

  private List<String> folders(Path folder) {
    try {
      return Arrays.stream(folder.getFileSystem(hadoop).listStatus(folder))
          .filter(FileStatus::isDirectory)
          .map(status -> status.getPath().getName())
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
