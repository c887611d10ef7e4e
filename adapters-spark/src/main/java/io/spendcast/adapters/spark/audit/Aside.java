package io.spendcast.adapters.spark.audit;

import io.spendcast.domain.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A hidden place in the lake for what is damaged: no reader of the lake looks there. */
record Aside(Configuration hadoop, Path place) {
  private static final String NAME = ".spendcast-damaged";

  /** A new place for a table of a lake. */
  Aside(Configuration hadoop, Path lake, TableName table) {
    this(hadoop, new Path(new Path(lake, NAME), table + "-" + UUID.randomUUID()));
  }

  /** Moves a directory there, if it exists. */
  String directory(Path directory) {
    try {
      FileSystem files = directory.getFileSystem(hadoop);
      if (files.exists(directory)) {
        files.mkdirs(place.getParent());
        // Hadoop moves a directory into one that is there.
        move(files, directory, files.exists(place) ? new Path(place, "table") : place);
      }
      return place.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves a file there, if it exists. */
  void file(Path file) {
    try {
      FileSystem files = file.getFileSystem(hadoop);
      files.mkdirs(place);
      if (files.exists(file)) {
        move(files, file, new Path(place, file.getName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(FileSystem files, Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("cannot move %s to %s".formatted(from, to));
    }
  }
}
