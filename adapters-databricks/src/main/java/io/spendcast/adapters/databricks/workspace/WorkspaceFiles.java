package io.spendcast.adapters.databricks.workspace;

import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.reading;

import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.files.CreateDirectoryRequest;
import com.databricks.sdk.service.files.DirectoryEntry;
import com.databricks.sdk.service.files.UploadRequest;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RelativePath;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files in volumes and of models, by the Files API. */
public final class WorkspaceFiles {
  private static final int ATTEMPTS = 4;
  private static final long UNKNOWN = -1;

  private final Workspace workspace;

  public WorkspaceFiles(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Whether the content is there in its whole length, as far as the platform says. */
  public boolean isThere(Content content, String path) {
    return length(path).filter(length -> length == content.bytes()).isPresent();
  }

  /** The length of a file; empty if there is none, {@code UNKNOWN} if the platform keeps silent. */
  private Optional<Long> length(String path) {
    try {
      Long length = workspace.retrying().files().getMetadata(path).getContentLength();
      return Optional.of(length == null ? UNKNOWN : length);
    } catch (NotFound e) {
      return Optional.empty();
    }
  }

  /**
   * Writes the file, in place of one that is there, and looks whether it arrived.
   *
   * <p>The SDK sends a stream that it has read to its end again, and so writes empty files; so it
   * sends once, and we open the file anew for each attempt. Writing a file twice is writing it
   * once, so that a failure never has an unknown outcome.
   */
  public void upload(String operation, Content content, String path) {
    reading(
        operation,
        () -> {
          makeFolder(path);
          persistently(() -> send(content, path));
          return path;
        });
    Optional<Long> arrived = reading(operation, () -> length(path));
    if (arrived.filter(bytes -> bytes == UNKNOWN || bytes == content.bytes()).isEmpty()) {
      throw new SpendcastException(
          Kind.UNAVAILABLE,
          "Cannot " + operation + ": it did not arrive whole.",
          "Try again; nothing refers to the file yet.");
    }
  }

  /** Sends again what may arrive twice, while the failure may pass. */
  public void persistently(Runnable send) {
    for (int attempt = 1; ; attempt++) {
      try {
        send.run();
        return;
      } catch (DatabricksException e) {
        if (attempt == ATTEMPTS || !DatabricksErrors.isPassing(e)) {
          throw e;
        }
        workspace.pause(attempt);
      }
    }
  }

  /** Only some of the platform's storage makes folders by itself. */
  private void makeFolder(String path) {
    int end = path.lastIndexOf('/');
    if (path.startsWith("/Volumes/")) {
      workspace
          .retrying()
          .files()
          .createDirectory(new CreateDirectoryRequest().setDirectoryPath(path.substring(0, end)));
    }
  }

  private void send(Content content, String path) {
    try (InputStream bytes = content.source().open()) {
      workspace
          .once()
          .files()
          .upload(new UploadRequest().setFilePath(path).setContents(bytes).setOverwrite(true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sizes of all files below a directory, by path within it; empty if there is none. */
  public Map<String, Long> sizes(String directory) {
    Map<String, Long> sizes = new TreeMap<>();
    try {
      addSizes(directory, "", sizes);
    } catch (NotFound e) {
      return Map.of();
    }
    return sizes;
  }

  private void addSizes(String root, String inside, Map<String, Long> sizes) {
    for (DirectoryEntry entry : workspace.retrying().files().listDirectoryContents(root + inside)) {
      String path = inside + "/" + new RelativePath(entry.getName());
      if (Boolean.TRUE.equals(entry.getIsDirectory())) {
        addSizes(root, path, sizes);
      } else {
        sizes.put(path.substring(1), entry.getFileSize());
      }
    }
  }

  /** The paths of the files in a directory, not of those in its folders. */
  public List<String> paths(String directory) {
    List<String> paths = new ArrayList<>();
    try {
      for (DirectoryEntry entry : workspace.retrying().files().listDirectoryContents(directory)) {
        if (!Boolean.TRUE.equals(entry.getIsDirectory())) {
          paths.add(directory + "/" + entry.getName());
        }
      }
    } catch (NotFound e) {
      return List.of();
    }
    return paths;
  }

  /** Deletes a file; one that is gone stays so. */
  public boolean delete(String path) {
    try {
      workspace.retrying().files().delete(path);
      return true;
    } catch (NotFound e) {
      return false;
    }
  }

  /** Copies a file to a new one here. */
  public void download(String path, Path target) {
    try (InputStream bytes = workspace.retrying().files().download(path).getContents()) {
      Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new DatabricksException("IO error: " + e.getMessage(), e);
    }
  }
}
