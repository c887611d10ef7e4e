package io.spendcast.adapters.spark.table;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The directory of a lake, looked at before work is put into it. */
public final class LakeRoot {
  /** What a lake has at its top; a killed first run may have left any of them. */
  private static final Set<String> AREAS = Set.of("raw", "features", "predictions", "runs");

  /** How Linux says that a disk takes nothing more. */
  private static final List<String> FULL = List.of("No space left on device", "quota exceeded");

  private final Lake lake;

  /** The root of a lake. */
  public LakeRoot(Lake lake) {
    this.lake = lake;
  }

  /** Makes the directory; {@code INVALID} if it belongs to somebody else or cannot be written. */
  public void prepare() {
    if (lake.place().isCatalog()) {
      requireSchema();
    } else {
      prepareDirectory();
    }
    lake.shared().require();
  }

  /** The directory on a disk of this machine that is, or may become, ours; else there is none. */
  public Optional<java.nio.file.Path> directory() {
    if (lake.place().isCatalog()) {
      return Optional.empty();
    }
    URI root = new Path(lake.root()).toUri();
    if (root.getScheme() != null && !root.getScheme().equals("file")) {
      return Optional.empty();
    }
    return Optional.of(java.nio.file.Path.of(root.getPath())).filter(LakeRoot::mayBeOurs);
  }

  private static boolean mayBeOurs(java.nio.file.Path directory) {
    String[] entries = directory.toFile().list((parent, name) -> !name.startsWith("."));
    return !Files.exists(directory)
        || (entries != null
            && (entries.length == 0 || Arrays.stream(entries).anyMatch(AREAS::contains)));
  }

  /** To make a schema is for who owns the catalog. */
  private void requireSchema() {
    String schema = lake.place().schema();
    if (!lake.spark().catalog().databaseExists(schema)) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot use %s as the lake: there is no such schema, or it is not ours to see."
              .formatted(schema),
          "Set databricks.catalog and databricks.schema, or make it: CREATE SCHEMA "
              + schema
              + ", and ask for USE CATALOG, USE SCHEMA and CREATE TABLE.");
    }
  }

  private void prepareDirectory() {
    Configuration hadoop = lake.spark().sessionState().newHadoopConf();
    Path root = new Schemes(hadoop).path(lake.root());
    try {
      FileSystem files = root.getFileSystem(hadoop);
      if (files.exists(root)) {
        requireOurs(files, root);
      }
      files.mkdirs(root);
      Path probe = new Path(root, ".spendcast-can-write");
      files.create(probe, true).close();
      files.delete(probe, false);
    } catch (IOException | FSError e) {
      throw unwritable(root, e);
    }
  }

  /** A disk that is full is nobody's choice and may be mended; all else is a wrong place. */
  private static SpendcastException unwritable(Path root, Throwable e) {
    String why = String.valueOf(e.getMessage());
    boolean isFull = FULL.stream().anyMatch(why::contains);
    return new SpendcastException(
        isFull ? Kind.UNAVAILABLE : Kind.INVALID,
        "Cannot write to the lake %s: %s.".formatted(root, why),
        isFull
            ? "Make room on the disk, then run the same command again."
            : "Make the directory writable, or choose another one as the lake.",
        e);
  }

  private static void requireOurs(FileSystem files, Path root) throws IOException {
    if (!files.getFileStatus(root).isDirectory()) {
      throw refused(root, "it is a file");
    }
    FileStatus[] visible = files.listStatus(root, path -> !path.getName().startsWith("."));
    if (visible.length > 0
        && Arrays.stream(visible).noneMatch(entry -> AREAS.contains(entry.getPath().getName()))) {
      throw refused(root, "it holds other things, and none of our tables");
    }
  }

  private static SpendcastException refused(Path root, String why) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot use %s as the lake: %s.".formatted(root, why),
        "Choose an empty or new directory as the lake.");
  }
}
