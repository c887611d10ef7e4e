package io.spendcast.adapters.databricks;

import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.core.error.platform.ResourceConflict;
import com.databricks.sdk.core.error.platform.TooManyRequests;
import com.databricks.sdk.core.error.platform.Unauthenticated;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/** Says what a failing workspace means for the caller. */
final class DatabricksErrors {
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int FIRST_CLIENT_ERROR = 400;

  // The SDK has no exception of its own for this.
  private static final String NO_CREDENTIALS = "cannot configure default credentials";
  private static final String CREDENTIALS_HINT =
      "Give the Databricks SDK credentials for this workspace, such as DATABRICKS_TOKEN.";

  private DatabricksErrors() {}

  /** Asks the workspace; nothing is changed. */
  static <T> T reading(String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (DatabricksException e) {
      throw known(operation, e).orElseGet(() -> unavailable(operation, e));
    }
  }

  /** Sends a change; without an answer nobody knows whether it was made. */
  static <T> T writing(String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (DatabricksException e) {
      throw known(operation, e).orElseGet(() -> unknownOutcome(operation, e));
    }
  }

  /** What the workspace said, or that nothing ever reached it. */
  private static Optional<SpendcastException> known(String operation, DatabricksException e) {
    if (find(e, TooManyRequests.class).isPresent() || wasNeverSent(e)) {
      return Optional.of(unavailable(operation, e));
    }
    if (String.valueOf(e.getMessage()).contains(NO_CREDENTIALS)) {
      return Optional.of(failure(Kind.INVALID, operation, e, CREDENTIALS_HINT));
    }
    return find(e, DatabricksError.class).flatMap(error -> answered(operation, error));
  }

  private static Optional<SpendcastException> answered(String operation, DatabricksError error) {
    if (error instanceof NotFound) {
      return Optional.of(
          failure(
              Kind.NOT_FOUND, operation, error, "Look whether it was deleted, then try again."));
    }
    if (error instanceof ResourceConflict) {
      return Optional.of(
          failure(Kind.CONFLICT, operation, error, "Look at the workspace, then decide again."));
    }
    if (error.getStatusCode() >= FIRST_CLIENT_ERROR && error.getStatusCode() < FIRST_SERVER_ERROR) {
      return Optional.of(failure(Kind.INVALID, operation, error, hint(error)));
    }
    return Optional.empty();
  }

  private static String hint(DatabricksError error) {
    if (error instanceof PermissionDenied) {
      return "Ask an administrator for the right to create jobs and CAN MANAGE on this job.";
    }
    if (error instanceof Unauthenticated) {
      return CREDENTIALS_HINT;
    }
    return "Correct the settings under databricks.";
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
        "Run deploy --dry-run to see whether the job is there, before deploying again.");
  }

  private static SpendcastException failure(
      Kind kind, String operation, DatabricksException e, String hint) {
    return new SpendcastException(
        kind, "Cannot " + operation + ": " + e.getMessage() + ".", hint, e);
  }

  private static <T extends Throwable> Optional<T> find(Throwable e, Class<T> type) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
