package io.spendcast.adapters.databricks;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.jobs.JobsAPI;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.net.URI;
import java.util.Set;

/** Opens the Databricks client, when it is needed and not before. */
final class Workspace {
  private static final int TIMEOUT_SECONDS = 60;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final DatabricksConfig config;

  Workspace(DatabricksConfig config) {
    this.config = config;
  }

  /** For questions; they are asked again when the workspace is busy. */
  JobsAPI reading() {
    return client(false).jobs();
  }

  /** For changes; sent once, since one whose answer is lost may have been made. */
  JobsAPI writing() {
    return client(true).jobs();
  }

  private WorkspaceClient client(boolean once) {
    requireSafeHost();
    com.databricks.sdk.core.DatabricksConfig settings =
        new com.databricks.sdk.core.DatabricksConfig()
            .setHost(config.host())
            .setHttpTimeoutSeconds(TIMEOUT_SECONDS)
            .setDisableRetries(once);
    if (!config.token().isBlank()) {
      settings.setToken(config.token()).setAuthType("pat");
    }
    return new WorkspaceClient(settings);
  }

  private void requireSafeHost() {
    if (config.host().isBlank()) {
      throw refused("databricks.host is not set", "https://dbc-1234.cloud.databricks.com");
    }
    URI host = parsed();
    boolean loopback = host.getHost() != null && LOOPBACK.contains(host.getHost());
    if (!"https".equals(host.getScheme()) && !("http".equals(host.getScheme()) && loopback)) {
      throw refused("databricks.host must begin with https://", "https:// and the workspace");
    }
  }

  private URI parsed() {
    try {
      return URI.create(config.host());
    } catch (IllegalArgumentException e) {
      throw refused("databricks.host is not an address", "https:// and the workspace");
    }
  }

  private static SpendcastException refused(String why, String example) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot reach a Databricks workspace: " + why + ".",
        "Set databricks.host to its address, such as " + example + ".");
  }
}
