package io.spendcast.adapters.databricks;

import static io.spendcast.adapters.databricks.DatabricksErrors.find;
import static io.spendcast.adapters.databricks.DatabricksErrors.reading;

import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.TooManyRequests;
import com.databricks.sdk.service.files.DirectoryEntry;
import com.databricks.sdk.service.files.UploadRequest;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files in volumes and of models, by the Files API. */
final class WorkspaceFiles {
  private static final int ATTEMPTS = 4;

  private final Workspace workspace;

  WorkspaceFiles(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Whether the file is there in its whole length. */
  boolean isThere(Path file, String path) {
    return size(path).filter(size -> size == sizeOf(file)).isPresent();
  }

  private Optional<Long> size(String path) {
    try {
      return Optional.of(workspace.reading().files().getMetadata(path).getContentLength());
    } catch (NotFound e) {
      return Optional.empty();
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the file, in place of one that is there, and looks whether it arrived.
   *
   * <p>The SDK sends a stream that it has read to its end again, and so writes empty files; it is
   * told not to, and we open the file anew for each attempt. Writing a file twice is writing it
   * once, so that a failure never has an unknown outcome.
   */
  void upload(String operation, Path file, String path) {
    reading(
        operation,
        () -> {
          for (int attempt = 1; ; attempt++) {
            try {
              send(file, path);
              break;
            } catch (DatabricksException e) {
              if (attempt == ATTEMPTS || !isPassing(e)) {
                throw e;
              }
              workspace.pause(attempt);
            }
          }
          return path;
        });
    if (!reading(operation, () -> isThere(file, path))) {
      throw new SpendcastException(
          Kind.UNAVAILABLE,
          "Cannot " + operation + ": it did not arrive whole.",
          "Try again; nothing refers to the file yet.");
    }
  }

  private static boolean isPassing(DatabricksException e) {
    return find(e, TooManyRequests.class).isPresent() || DatabricksErrors.isServerError(e);
  }

  private void send(Path file, String path) {
    try (InputStream bytes = Files.newInputStream(file)) {
      workspace
          .writing()
          .files()
          .upload(new UploadRequest().setFilePath(path).setContents(bytes).setOverwrite(true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sizes of all files below a directory, by path within it; empty if there is none. */
  Map<String, Long> sizes(String directory) {
    Map<String, Long> sizes = new TreeMap<>();
    try {
      addSizes(directory, "", sizes);
    } catch (NotFound e) {
      return Map.of();
    }
    return sizes;
  }

  private void addSizes(String root, String inside, Map<String, Long> sizes) {
    for (DirectoryEntry entry : workspace.reading().files().listDirectoryContents(root + inside)) {
      String path = inside + "/" + entry.getName();
      if (Boolean.TRUE.equals(entry.getIsDirectory())) {
        addSizes(root, path, sizes);
      } else {
        sizes.put(path.substring(1), entry.getFileSize());
      }
    }
  }

  /** Copies a file to a new one here. */
  void download(String path, Path target) {
    try (InputStream bytes = workspace.reading().files().download(path).getContents()) {
      Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new DatabricksException("IO error: " + e.getMessage(), e);
    }
  }
}
