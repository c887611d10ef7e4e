package io.spendcast.adapters.mlflow.http;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where an MLflow server is.
 *
 * @param base without a slash at the end; its path is that of a proxy in front of the server
 */
public record ServerAddress(URI base) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public static boolean isOne(String uri) {
    return uri.startsWith("http://") || uri.startsWith("https://");
  }

  /** The address that the setting names. */
  public static ServerAddress parse(String key, String uri) {
    URI base;
    try {
      base = URI.create(uri.replaceAll("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw refused(key, "it is not a URI");
    }
    if (base.getHost() == null) {
      throw refused(key, "it names no host");
    }
    if (base.getUserInfo() != null) {
      throw refused(key, "it holds a user or a password");
    }
    if (base.getQuery() != null || base.getFragment() != null) {
      throw refused(key, "it has more than host and path");
    }
    return new ServerAddress(base);
  }

  /** Whether what is sent there stays on this machine. */
  public boolean isLoopback() {
    return LOOPBACK.contains(base.getHost());
  }

  boolean isEncrypted() {
    return base.getScheme().equals("https");
  }

  /** Whether the address is the same server. */
  public boolean isAt(URI other) {
    return base.getAuthority().equals(other.getAuthority());
  }

  /** A resource of the server; what is not allowed in a path is escaped. */
  URI resource(String path) {
    return URI.create(base + escaped(path));
  }

  URI resource(String path, Map<String, String> query) {
    String text =
        new TreeMap<>(query)
            .entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    return URI.create(resource(path) + (text.isEmpty() ? "" : "?" + text));
  }

  private static String escaped(String path) {
    return encoded(path).replace("+", "%20").replace("%2F", "/");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static SpendcastException refused(String key, String why) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot use the value of " + key + ": " + why + ".",
        "Set it to an address such as https://mlflow.example.com; credentials belong into"
            + " MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD.");
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
