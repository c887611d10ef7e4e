package io.spendcast.adapters.mlflow;

import java.util.Objects;

/**
 * Where runs and models are kept.
 *
 * @param trackingUri such as {@code file:./mlruns}; relative to the working directory
 * @param registryUri the same for models; empty for the tracking URI
 * @param experiment the name under which runs are kept
 */
public record MlflowConfig(String trackingUri, String registryUri, String experiment) {
  /** Checks that nothing needed is blank. */
  public MlflowConfig {
    Objects.requireNonNull(registryUri, "registryUri");
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
}
