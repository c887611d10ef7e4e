package io.spendcast.adapters.mlflow;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where runs and models are kept.
 *
 * @param trackingUri such as {@code file:./mlruns}, relative to the working directory, or {@code
 *     https://mlflow.example.com}
 * @param registryUri the same for models; empty for the tracking URI
 * @param experiment the name under which runs are kept
 * @param environment variables by the names that MLflow gives them, of which those that begin with
 *     {@code MLFLOW_TRACKING_} are the credentials for a server
 * @param platform the workspace that the tracking URI {@code databricks} stands for
 */
public record MlflowConfig(
    String trackingUri,
    String registryUri,
    String experiment,
    Map<String, String> environment,
    Optional<Platform> platform) {
  /** Without a workspace. */
  public MlflowConfig(
      String trackingUri, String registryUri, String experiment, Map<String, String> environment) {
    this(trackingUri, registryUri, experiment, environment, Optional.empty());
  }

  /** Checks that nothing needed is blank. */
  public MlflowConfig {
    Objects.requireNonNull(registryUri, "registryUri");
    environment = Map.copyOf(environment);
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
   * @param authorization value of the header Authorization, asked for with every request, since
   *     tokens are renewed
   * @param artifacts where the artifacts of a new experiment go, such as {@code dbfs:/Volumes/…}
   */
  public record Platform(String host, Supplier<String> authorization, String artifacts) {
    /** Without the header. */
    @Override
    public String toString() {
      return "Platform[host=%s, artifacts=%s]".formatted(host, artifacts);
    }
  }
}
