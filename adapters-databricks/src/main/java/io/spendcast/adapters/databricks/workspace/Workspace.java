package io.spendcast.adapters.databricks.workspace;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksException;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Opens the Databricks client, when it is needed and not before, and anew after a few minutes: a
 * token that was renewed since, in a file or by the cluster, is the one that is used.
 */
public final class Workspace {
  private static final int TIMEOUT_SECONDS = 60;
  private static final int PAUSE_MILLIS = 1000;
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final String HINT =
      "Set databricks.host or DATABRICKS_HOST, such as https://dbc-1234.cloud.databricks.com.";

  private final Access access;
  private final IntConsumer pauses;
  private final LongSupplier nanoTime;
  private final Map<Sending, Opened> opened = new EnumMap<>(Sending.class);

  /**
   * What is known of the way in. What is blank, the SDK finds by itself.
   *
   * @param host the workspace's address
   * @param token a personal access token
   * @param profile a profile of the SDK's file
   */
  public record Access(String host, String token, String profile) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Access[host=%s, profile=%s]".formatted(host, profile);
    }
  }

  /** How often a call is sent. */
  private enum Sending {
    AGAIN,
    ONCE
  }

  private record Opened(WorkspaceClient client, long at) {
    boolean isFresh(long now) {
      return now - at < FRESH.toNanos();
    }
  }

  public Workspace(Access access) {
    this(access, Workspace::sleep);
  }

  /**
   * A workspace.
   *
   * @param pauses waits before another attempt, the longer the higher its number
   */
  public Workspace(Access access, IntConsumer pauses) {
    this(access, pauses, System::nanoTime);
  }

  /**
   * A workspace.
   *
   * @param nanoTime says how old a client is
   */
  public Workspace(Access access, IntConsumer pauses, LongSupplier nanoTime) {
    this.access = access;
    this.pauses = pauses;
    this.nanoTime = nanoTime;
  }

  /** For questions, and for changes that may be made twice: sent again when it is busy. */
  public WorkspaceClient retrying() {
    return client(Sending.AGAIN);
  }

  /** For other changes; sent once, since one whose answer is lost may have been made. */
  public WorkspaceClient once() {
    return client(Sending.ONCE);
  }

  private synchronized WorkspaceClient client(Sending sending) {
    Opened known = opened.get(sending);
    long now = nanoTime.getAsLong();
    if (known == null || !known.isFresh(now)) {
      known =
          new Opened(
              new WorkspaceClient(settings().setDisableRetries(sending == Sending.ONCE)), now);
      opened.put(sending, known);
    }
    return known.client();
  }

  /** Where people see something. */
  public URI page(String path) {
    return URI.create(host().replaceAll("/+$", "") + path);
  }

  /** The workspace's address, without a slash at its end. */
  public String host() {
    return retrying().config().getHost();
  }

  /** The value of the header Authorization. */
  public String authorization() {
    return retrying().config().authenticate().get("Authorization");
  }

  /** Waits before another attempt. */
  public void pause(int attempt) {
    pauses.accept(attempt);
  }

  private static void sleep(int attempt) {
    try {
      Thread.sleep((long) PAUSE_MILLIS * attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SpendcastException(
          Kind.UNAVAILABLE, "Cannot wait for the workspace: interrupted.", "Try again.", e);
    }
  }

  private com.databricks.sdk.core.DatabricksConfig settings() {
    com.databricks.sdk.core.DatabricksConfig settings =
        new com.databricks.sdk.core.DatabricksConfig().setHttpTimeoutSeconds(TIMEOUT_SECONDS);
    if (!access.host().isBlank()) {
      settings.setHost(access.host());
    }
    if (!access.profile().isBlank()) {
      settings.setProfile(access.profile());
    }
    if (!access.token().isBlank()) {
      settings.setToken(access.token()).setAuthType("pat");
    }
    if (settings.resolve().getHost() == null) {
      authenticate(settings);
    }
    requireEncryptedOrLocal(parsed(settings.getHost()));
    return settings;
  }

  /** On a cluster the address comes with the credentials, so that both are asked for before it. */
  private static void authenticate(com.databricks.sdk.core.DatabricksConfig settings) {
    try {
      settings.authenticate();
    } catch (DatabricksException e) {
      throw refused("no address is set, and the Databricks SDK finds none", e);
    }
    if (settings.getHost() == null) {
      throw refused("no address is set, and the Databricks SDK finds none");
    }
  }

  /** Tokens, and addresses that are as good as tokens, do not travel in clear. */
  public static void requireEncryptedOrLocal(URI address) {
    boolean loopback = address.getHost() != null && LOOPBACK.contains(address.getHost());
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
    return new SpendcastException(Kind.INVALID, problem(why), HINT);
  }

  private static SpendcastException refused(String why, DatabricksException cause) {
    return new SpendcastException(Kind.INVALID, problem(why), HINT, cause);
  }

  private static String problem(String why) {
    return "Cannot reach a Databricks workspace: " + why + ".";
  }
}
