package io.spendcast.adapters.databricks.workspace;

import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.core.error.platform.ResourceConflict;
import com.databricks.sdk.core.error.platform.Unauthenticated;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/** Says what a failing workspace means for the caller. */
public final class DatabricksErrors {
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int FIRST_CLIENT_ERROR = 400;
  private static final int TOO_MANY_REQUESTS = 429;

  // The SDK has no exception of its own for these.
  private static final List<String> NO_CREDENTIALS =
      List.of("cannot configure default credentials", "cannot get access token");
  private static final String CREDENTIALS_HINT =
      "Give the Databricks SDK credentials for this workspace, such as DATABRICKS_TOKEN.";

  private DatabricksErrors() {}

  /** Asks the workspace; nothing is changed. */
  public static <T> T reading(String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (DatabricksException e) {
      throw known(operation, e).orElseGet(() -> unavailable(operation, e));
    }
  }

  /** Sends a change; without an answer nobody knows whether it was made. */
  public static <T> T writing(String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (DatabricksException e) {
      throw known(operation, e).orElseGet(() -> unknownOutcome(operation, e));
    }
  }

  /** Sends a change that may be made twice: without an answer, the caller just sends it again. */
  public static <T> T repeating(String operation, Supplier<T> call) {
    return reading(operation, call);
  }

  /** What the workspace said, or that nothing ever reached it. */
  private static Optional<SpendcastException> known(String operation, DatabricksException e) {
    if (isBusy(e) || wasNeverSent(e)) {
      return Optional.of(unavailable(operation, e));
    }
    if (NO_CREDENTIALS.stream().anyMatch(String.valueOf(e.getMessage())::contains)) {
      return Optional.of(failure(Kind.INVALID, operation, e, CREDENTIALS_HINT));
    }
    return find(e, DatabricksError.class).flatMap(error -> answered(operation, error));
  }

  private static Optional<SpendcastException> answered(String operation, DatabricksError error) {
    if (error instanceof NotFound) {
      return Optional.of(failure(Kind.NOT_FOUND, operation, error, missing(error)));
    }
    if (error instanceof ResourceConflict) {
      return Optional.of(
          failure(Kind.CONFLICT, operation, error, "Look at the workspace, then decide again."));
    }
    if (error.getStatusCode() >= FIRST_CLIENT_ERROR && error.getStatusCode() < FIRST_SERVER_ERROR) {
      return Optional.of(failure(Kind.INVALID, operation, error, hint(operation, error)));
    }
    return Optional.empty();
  }

  private static String missing(DatabricksError error) {
    String message = String.valueOf(error.getMessage());
    return Stream.of("Catalog", "Schema", "Volume")
        .filter(what -> message.contains(what + " '") || message.contains(what + " \""))
        .findFirst()
        .map(
            what ->
                "Set databricks.%s to one that exists, or have it made."
                    .formatted(what.toLowerCase(Locale.ROOT)))
        .orElse("Look whether it was deleted, then try again.");
  }

  private static String hint(String operation, DatabricksError error) {
    if (error instanceof PermissionDenied) {
      return right(operation + " " + error.getMessage());
    }
    if (error instanceof Unauthenticated) {
      return CREDENTIALS_HINT;
    }
    return "Correct the settings under databricks.";
  }

  /** The right that is missing, from what was attempted; the platform's own words say the rest. */
  private static String right(String message) {
    if (message.contains("/Volumes") || message.toLowerCase(Locale.ROOT).contains("volume")) {
      return "Ask for USE CATALOG, USE SCHEMA, READ VOLUME and WRITE VOLUME on the volume.";
    }
    if (message.toLowerCase(Locale.ROOT).contains("model")) {
      return "Ask for USE CATALOG, USE SCHEMA and CREATE MODEL, and to own the model, or CAN"
          + " MANAGE on it in a workspace registry.";
    }
    return "Ask an administrator for the right to create jobs and CAN MANAGE on this job.";
  }

  private static boolean wasNeverSent(DatabricksException e) {
    return find(e, ConnectException.class).isPresent()
        || find(e, UnknownHostException.class).isPresent()
        || find(e, NoRouteToHostException.class).isPresent()
        || find(e, SSLHandshakeException.class).isPresent();
  }

  private static SpendcastException unavailable(String operation, DatabricksException e) {
    return failure(
        Kind.UNAVAILABLE, operation, e, "Check databricks.host and the network, then try again.");
  }

  private static SpendcastException unknownOutcome(String operation, DatabricksException e) {
    return failure(
        Kind.OUTCOME_UNKNOWN,
        operation,
        e,
        "Look whether it was made, by deploy --dry-run or the command models; then repeat the"
            + " command, which does nothing twice.");
  }

  private static SpendcastException failure(
      Kind kind, String operation, DatabricksException e, String hint) {
    return new SpendcastException(
        kind, "Cannot " + operation + ": " + e.getMessage() + ".", hint, e);
  }

  /** Whether the same call may succeed a little later. */
  public static boolean isPassing(DatabricksException e) {
    return isBusy(e) || isServerError(e);
  }

  private static boolean isBusy(DatabricksException e) {
    return find(e, DatabricksError.class)
        .filter(error -> error.getStatusCode() == TOO_MANY_REQUESTS)
        .isPresent();
  }

  /** Whether the server, or something before it, failed. */
  private static boolean isServerError(DatabricksException e) {
    return find(e, DatabricksError.class)
        .filter(error -> error.getStatusCode() >= FIRST_SERVER_ERROR)
        .isPresent();
  }

  /** The first of this type among the failure and its causes. */
  private static <T extends Throwable> Optional<T> find(Throwable e, Class<T> type) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
