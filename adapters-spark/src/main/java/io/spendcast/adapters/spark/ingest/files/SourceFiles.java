package io.spendcast.adapters.spark.ingest.files;

import io.spendcast.adapters.spark.table.Schemes;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files at a location: a file, all files below a folder, or what a pattern matches. What is
 * read and what is digested to see changes is this list.
 *
 * @param location as the owner wrote it
 * @param root the folder that it means, or of a pattern the first one; as Hadoop writes it
 * @param files to read, by path
 * @param hidden names of what is not read because Spark takes it for its own
 */
public record SourceFiles(
    String location, String root, List<SourceFile> files, List<String> hidden) {
  private static final int SHOWN = 5;

  /** Copies the lists. */
  public SourceFiles {
    files = List.copyOf(files);
    hidden = List.copyOf(hidden);
  }

  /**
   * Lists the files.
   *
   * @throws SpendcastException {@code INVALID} if there is nothing, or the location is none
   */
  public static SourceFiles at(String location, Configuration hadoop) {
    Path path = new Schemes(hadoop).path(location);
    try {
      FileSystem system = path.getFileSystem(hadoop);
      List<FileStatus> roots = roots(system, path);
      if (roots.isEmpty()) {
        throw Unreadable.because(
            location,
            "there is no such file or folder",
            "Correct the path, or put the files there");
      }
      Walk walk = new Walk(system);
      for (FileStatus root : roots) {
        walk.root(root);
      }
      return walk.found(location, roots.get(0).getPath().toString());
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      throw Unreadable.because(location, e);
    }
  }

  /** A name is taken as it stands if there is such a file, else as a pattern. */
  private static List<FileStatus> roots(FileSystem system, Path path) throws IOException {
    if (system.exists(path)) {
      return List.of(system.getFileStatus(path));
    }
    FileStatus[] matches = system.globStatus(path);
    return matches == null ? List.of() : List.of(matches);
  }

  /** What must be the same for the content to be the same. */
  public List<String> state() {
    return files.stream().map(SourceFile::state).toList();
  }

  /** Says what is not read. */
  public Optional<String> warning() {
    return hidden.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "not read, since names that begin with _ or . are Spark's own: %s%s"
                .formatted(
                    String.join(", ", hidden.subList(0, Math.min(SHOWN, hidden.size()))),
                    hidden.size() > SHOWN ? " and %s more".formatted(hidden.size() - SHOWN) : ""));
  }

  private static final class Walk {
    private final FileSystem system;
    private final List<SourceFile> files = new ArrayList<>();
    private final List<String> hidden = new ArrayList<>();
    private final Links links = new Links();

    Walk(FileSystem system) {
      this.system = system;
    }

    void root(FileStatus root) throws IOException {
      if (root.isDirectory()) {
        below(root.getPath(), Partitions.NONE);
      } else {
        add(root, Partitions.NONE);
      }
    }

    private void below(Path folder, Partitions partitions) throws IOException {
      for (FileStatus entry : system.listStatus(folder)) {
        String name = entry.getPath().getName();
        if (HiddenNames.isHidden(name)) {
          Stream.of(name).filter(HiddenNames::isOdd).forEach(hidden::add);
        } else if (entry.isDirectory()) {
          Links.requireNoLoop(entry.getPath());
          below(entry.getPath(), partitions.and(name));
        } else {
          add(entry, partitions);
        }
      }
    }

    private void add(FileStatus file, Partitions partitions) throws IOException {
      Path path = file.getPath();
      if (path.getName().contains(":") && "file".equals(system.getUri().getScheme())) {
        throw Unreadable.because(
            path.toString(), "its name has a colon, with which Hadoop opens no file", "Rename it");
      }
      links.requireNew(path);
      files.add(
          new SourceFile(
              path.toString(), file.getLen(), file.getModificationTime(), partitions.values()));
    }

    SourceFiles found(String location, String root) {
      if (files.isEmpty()) {
        throw Unreadable.because(
            location,
            hidden.isEmpty()
                ? "there is no file in it"
                : "all its files have names that Spark takes for its own: "
                    + String.join(", ", hidden.subList(0, Math.min(SHOWN, hidden.size()))),
            hidden.isEmpty() ? "Put the files there, or correct the path" : "Rename them");
      }
      files.sort(Comparator.comparing(SourceFile::path));
      hidden.sort(Comparator.naturalOrder());
      return new SourceFiles(location, root, files, hidden);
    }
  }
}
