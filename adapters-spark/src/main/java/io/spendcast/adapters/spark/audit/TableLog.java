package io.spendcast.adapters.spark.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The files of a table's log.
 *
 * @param table the directory of the table
 */
record TableLog(Configuration hadoop, Path table) {
  static final String NAME = "_delta_log";

  /** Whether anything was committed, as far as names say it. */
  boolean hasCommit() {
    return files().stream().anyMatch(file -> file.getName().matches("[0-9]{20}\\..+"));
  }

  /** All there are, in the order of their names, without what a writer left that was cut. */
  List<Path> files() {
    Path log = new Path(table, NAME);
    try {
      return Arrays.stream(log.getFileSystem(hadoop).listStatus(log))
          .filter(FileStatus::isFile)
          .map(FileStatus::getPath)
          .filter(file -> !file.getName().startsWith("."))
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Delta itself adds up of each version, which it can do without. */
  List<String> remarks() {
    Set<String> names = files().stream().map(Path::getName).collect(Collectors.toSet());
    return names.stream()
        .filter(name -> name.matches("[0-9]{20}\\.json"))
        .map(name -> name.replace(".json", ".crc"))
        .filter(sums -> !names.contains(sums))
        .map("%s is gone, by which Delta checks itself"::formatted)
        .sorted()
        .toList();
  }
}
