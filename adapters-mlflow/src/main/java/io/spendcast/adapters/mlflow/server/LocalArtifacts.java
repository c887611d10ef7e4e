package io.spendcast.adapters.mlflow.server;

import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.RelativePath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** Files on a disk that the server and we share, where a server does not hand them out itself. */
public final class LocalArtifacts implements Artifacts {
  private final Path root;

  LocalArtifacts(String location) {
    this.root = path(location);
  }

  private static Path path(String location) {
    try {
      return location.startsWith("/") ? Path.of(location) : Path.of(URI.create(location));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw MlflowErrors.refused(
          "use the files at " + location,
          "only the server itself or a disk shared with it can hand them out",
          "Start the server with --serve-artifacts, which is its default.");
    }
  }

  @Override
  public void put(String path, Path file) throws IOException {
    Files.copy(file, target(path), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void put(String path, String text) throws IOException {
    Files.writeString(target(path), text);
  }

  private Path target(String path) throws IOException {
    Path target = new RelativePath(path).below(root);
    Files.createDirectories(target.getParent());
    return target;
  }

  @Override
  public String text(String path) throws IOException {
    return Files.readString(new RelativePath(path).below(root));
  }

  @Override
  public Map<String, Long> sizes() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    if (Files.isDirectory(root)) {
      for (Path path : FileTree.walk(root)) {
        if (Files.isRegularFile(path)) {
          sizes.put(root.relativize(path).toString(), Files.size(path));
        }
      }
    }
    return sizes;
  }

  @Override
  public void fetch(String path, long bytes, Path target) throws IOException {
    Files.copy(new RelativePath(path).below(root), target, StandardCopyOption.REPLACE_EXISTING);
  }
}
