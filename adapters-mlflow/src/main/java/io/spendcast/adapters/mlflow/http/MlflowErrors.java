package io.spendcast.adapters.mlflow.http;

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
import javax.net.ssl.SSLException;

/** Says what a failing store means for the caller. */
public final class MlflowErrors {
  private MlflowErrors() {}

  /** Work on the store's files. */
  public interface Work<T> {
    T run() throws IOException;
  }

  /** Does the work; a failure names the operation. */
  public static <T> T during(String operation, Work<T> work) {
    try {
      return work.run();
    } catch (UncheckedIOException e) {
      throw translated(operation, e.getCause());
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw translated(operation, e);
    }
  }

  private static SpendcastException translated(String operation, Exception e) {
    if (e instanceof ServerRefusal refusal) {
      return translated(operation, refusal);
    }
    if (e instanceof NoResponse silence) {
      return translated(operation, silence);
    }
    if (e instanceof SSLException) {
      return new SpendcastException(
          Kind.INVALID,
          "Cannot " + operation + ": the server is not trusted (" + e.getMessage() + ").",
          "Name its certificate in MLFLOW_TRACKING_SERVER_CERT_PATH.",
          e);
    }
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

  private static SpendcastException translated(String operation, ServerRefusal e) {
    Kind kind =
        switch (e.code()) {
          case "RESOURCE_DOES_NOT_EXIST" -> Kind.NOT_FOUND;
          case "RESOURCE_ALREADY_EXISTS", "INVALID_STATE" -> Kind.CONFLICT;
          default -> Kind.INVALID;
        };
    return new SpendcastException(
        kind,
        "Cannot %s: the server answers with status %s (%s)."
            .formatted(operation, e.status(), e.getMessage()),
        hint(e),
        e);
  }

  private static String hint(ServerRefusal e) {
    if (e.getMessage().contains("Invalid Host header")) {
      return "Let the server know its name: start it with --allowed-hosts HOST:PORT.";
    }
    if (e.status() == 401 || e.status() == 403) {
      return "Set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD,"
          + " of somebody who may do this.";
    }
    if (e.code().isEmpty()) {
      return "Set tracking.uri and registry.uri to the address of an MLflow server.";
    }
    return "Correct what the server names, then run the same command again.";
  }

  private static SpendcastException translated(String operation, NoResponse e) {
    return e.mayHaveActed()
        ? new SpendcastException(
            Kind.OUTCOME_UNKNOWN,
            "Cannot know whether it worked to %s: %s.".formatted(operation, e.getMessage()),
            "Look at it in MLflow or with `spendcast models`; running the same command again does"
                + " only what is missing.",
            e)
        : new SpendcastException(
            Kind.UNAVAILABLE,
            "Cannot %s: %s.".formatted(operation, e.getMessage()),
            "Check that the server runs and can be reached, then run the same command again.",
            e);
  }

  private static boolean isInTheWay(FileSystemException e) {
    return e instanceof FileAlreadyExistsException
        || e instanceof NotDirectoryException
        || "Not a directory".equals(e.getReason());
  }

  /** A file of the store that cannot be what MLflow or we wrote. */
  public static SpendcastException damaged(Path file, String what) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot read " + file + ": " + what + ".",
        "Restore the file from a backup, or move its directory out of the store.");
  }

  /** Something that the store could not keep. */
  public static SpendcastException refused(String operation, String why, String hint) {
    return new SpendcastException(Kind.INVALID, "Cannot " + operation + ": " + why + ".", hint);
  }
}
