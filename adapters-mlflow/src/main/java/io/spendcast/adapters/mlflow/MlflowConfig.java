package io.spendcast.adapters.mlflow;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Where runs and models are kept.
 *
 * @param trackingUri such as {@code file:./mlruns}, relative to the working directory, or {@code
 *     https://mlflow.example.com}
 * @param registryUri the same for models; empty for the tracking URI
 * @param experiment the name under which runs are kept
 * @param access how to be let in by a server
 * @param platform the workspace that the tracking URI {@code databricks} stands for
 */
public record MlflowConfig(
    String trackingUri,
    String registryUri,
    String experiment,
    Access access,
    Optional<Platform> platform) {
  /** Without a workspace. */
  public MlflowConfig(String trackingUri, String registryUri, String experiment, Access access) {
    this(trackingUri, registryUri, experiment, access, Optional.empty());
  }

  /** Checks that nothing needed is blank. */
  public MlflowConfig {
    Objects.requireNonNull(registryUri, "registryUri");
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(platform, "platform");
    if (trackingUri.isBlank()) {
      throw new IllegalArgumentException("trackingUri must not be blank");
    }
    if (experiment.isBlank()) {
      throw new IllegalArgumentException("experiment must not be blank");
    }
  }

  String effectiveRegistryUri() {
    return registryUri.isBlank() ? trackingUri : registryUri;
  }

  /** Without the URIs, which may carry a password. */
  @Override
  public String toString() {
    return "MlflowConfig[experiment=" + experiment + "]";
  }

  /**
   * A Databricks workspace, whose tracking server speaks MLflow's protocol.
   *
   * @param host its address
   * @param authorization the header that lets us in, asked for with every request, since tokens are
   *     renewed
   * @param artifacts where the artifacts of a new experiment go, such as {@code dbfs:/Volumes/…}
   */
  public record Platform(String host, Supplier<String> authorization, String artifacts) {
    /** Without the header. */
    @Override
    public String toString() {
      return "Platform[host=%s, artifacts=%s]".formatted(host, artifacts);
    }
  }

  /**
   * What lets us in, by the names that MLflow gives to the variables of the environment.
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
}
