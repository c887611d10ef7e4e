package io.spendcast.adapters.databricks;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.jobs.JobsAPI;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.net.URI;
import java.util.Optional;
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
    com.databricks.sdk.core.DatabricksConfig settings =
        new com.databricks.sdk.core.DatabricksConfig()
            .setHttpTimeoutSeconds(TIMEOUT_SECONDS)
            .setDisableRetries(once);
    if (!config.host().isBlank()) {
      settings.setHost(config.host());
    }
    if (!config.token().isBlank()) {
      settings.setToken(config.token()).setAuthType("pat");
    }
    requireSafe(Optional.ofNullable(settings.resolve().getHost()));
    return new WorkspaceClient(settings);
  }

  private static void requireSafe(Optional<String> host) {
    if (host.isEmpty()) {
      throw refused("no address is set, and the Databricks SDK finds none");
    }
    URI address = parsed(host.get());
    boolean loopback = address.getHost() != null && LOOPBACK.contains(address.getHost());
    // The token travels with each request.
    if (!"https".equals(address.getScheme()) && !("http".equals(address.getScheme()) && loopback)) {
      throw refused("its address does not begin with https://");
    }
  }

  private static URI parsed(String host) {
    try {
      return URI.create(host);
    } catch (IllegalArgumentException e) {
      throw refused("its address is not an address");
    }
  }

  private static SpendcastException refused(String why) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot reach a Databricks workspace: " + why + ".",
        "Set databricks.host or DATABRICKS_HOST, such as https://dbc-1234.cloud.databricks.com.");
  }
}
