package io.spendcast.adapters.mlflow.http;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Credentials for a server, by the names that MLflow gives to the variables of the environment.
 *
 * @param variables of which only those whose name begins with {@code MLFLOW_TRACKING_} are kept
 */
public record Access(Map<String, String> variables) {
  /** No credentials, and the certificates that Java trusts. */
  public static final Access NONE = new Access(Map.of());

  private static final String PREFIX = "MLFLOW_TRACKING_";

  /** Keeps what concerns MLflow and is not empty. */
  public Access {
    variables =
        variables.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(PREFIX) && !entry.getValue().isBlank())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  Optional<String> token() {
    return variable("TOKEN");
  }

  Optional<String> username() {
    return variable("USERNAME");
  }

  String password() {
    return variable("PASSWORD").orElse("");
  }

  Optional<String> certificates() {
    return variable("SERVER_CERT_PATH");
  }

  boolean trustsAnyCertificate() {
    return variable("INSECURE_TLS").filter("true"::equalsIgnoreCase).isPresent();
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(PREFIX + name));
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Access[]";
  }
}
