package io.spendcast.adapters.mlflow.format;

import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.RelativePath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Directories as a whole. */
public final class FileTree {
  private FileTree() {}

  /** All below the directory and itself, parents first; refuses links, which lead out of it. */
  public static List<Path> walk(Path directory) throws IOException {
    List<Path> all = all(directory);
    for (Path path : all) {
      if (Files.isSymbolicLink(path) && !path.equals(directory)) {
        throw MlflowErrors.refused(
            "read the files in " + directory,
            path + " is a symbolic link",
            "Put the file itself there.");
      }
    }
    return all;
  }

  private static List<Path> all(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.sorted().toList();
    }
  }

  /** The directories in this one, by name; none if it does not exist. */
  public static List<Path> directories(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(parent)) {
      return paths.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** The files in this directory, by name; none if it does not exist. */
  public static List<Path> files(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(parent)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Copies a model, without the checksums that Hadoop leaves beside files on a local disk. */
  public static void copy(Path from, Path to) throws IOException {
    for (Path path : walk(from)) {
      Path target = to.resolve(from.relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(target);
      } else if (isKept(path)) {
        Files.copy(path, target);
      }
    }
  }

  /** Whether the file is the model's own and not a checksum that Hadoop left. */
  static boolean isKept(Path file) {
    return !file.getFileName().toString().endsWith(".crc");
  }

  public static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    for (Path path : all(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.delete(path);
    }
  }

  /** Makes sure that all files of a directory, and their names, outlive a power cut. */
  public static void flush(Path directory) throws IOException {
    for (Path path : walk(directory)) {
      if (Files.isRegularFile(path)) {
        flushFile(path);
      } else {
        flushNames(path);
      }
    }
  }

  /** Makes a directory whose name, and those of all above it that are new, outlive a power cut. */
  public static void create(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Path parent = directory.toAbsolutePath().getParent();
      create(parent);
      Files.createDirectories(directory);
      flushNames(parent);
    }
  }

  /** Makes sure that a file outlives a power cut, which may else leave it empty once renamed. */
  public static void flushFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** The same for the names in a directory, where the system allows to ask for it. */
  public static void flushNames(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Some systems do not open directories; there the names are safe in their own time.
      return;
    }
  }

  static long size(Path directory) throws IOException {
    long bytes = 0;
    for (Path path : walk(directory)) {
      bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
    }
    return bytes;
  }

  /** One file per entry. The exact value, since MLflow does not trim what it reads. */
  public static void writeEntries(Path directory, Map<String, String> entries) throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      Path file = new RelativePath(entry.getKey()).below(directory);
      Files.createDirectories(file.getParent());
      Files.writeString(file, entry.getValue());
    }
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw MlflowErrors.damaged(file, "it is not UTF-8");
    }
  }

  /** The entries of such a directory; none if it does not exist. */
  public static Map<String, String> readEntries(Path directory) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    if (Files.isDirectory(directory)) {
      for (Path path : walk(directory)) {
        if (Files.isRegularFile(path)) {
          entries.put(directory.relativize(path).toString(), text(path));
        }
      }
    }
    return entries;
  }
}
