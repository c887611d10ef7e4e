package io.spendcast.adapters.mlflow;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;

/** Says what a failing store means for the caller. */
final class MlflowErrors {
  private MlflowErrors() {}

  /** Work on the store's files. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Does the work; its failures tell what it was for. */
  static <T> T during(String operation, Work<T> work) {
    try {
      return work.run();
    } catch (UncheckedIOException e) {
      throw translated(operation, e.getCause());
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw translated(operation, e);
    }
  }

  private static SpendcastException translated(String operation, Exception e) {
    if (e instanceof AccessDeniedException || e instanceof ReadOnlyFileSystemException) {
      return new SpendcastException(
          Kind.INVALID,
          "Cannot " + operation + ": no permission (" + e.getMessage() + ").",
          "Allow writing there and beside it, or set tracking.uri and registry.uri elsewhere.",
          e);
    }
    if (e instanceof FileSystemException failure && isInTheWay(failure)) {
      return new SpendcastException(
          Kind.INVALID,
          "Cannot " + operation + ": " + failure.getFile() + " is not a directory.",
          "Move it away, or set tracking.uri and registry.uri to another directory.",
          e);
    }
    return new SpendcastException(
        Kind.UNAVAILABLE,
        "Cannot " + operation + ": " + e + ".",
        "Check the disk that holds the MLflow store, then run the same command again.",
        e);
  }

  private static boolean isInTheWay(FileSystemException e) {
    return e instanceof FileAlreadyExistsException
        || e instanceof NotDirectoryException
        || "Not a directory".equals(e.getReason());
  }

  /** A file of the store that cannot be what MLflow or we wrote. */
  static SpendcastException damaged(Path file, String what) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot read " + file + ": " + what + ".",
        "Restore the file from a backup, or move its directory out of the store.");
  }

  /** Something that the store could not keep. */
  static SpendcastException refused(String operation, String why, String hint) {
    return new SpendcastException(Kind.INVALID, "Cannot " + operation + ": " + why + ".", hint);
  }
}
