package io.spendcast.adapters.mlflow.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/** An MLflow server, and how to be let in. Never follows a redirect, which a token would follow. */
public final class Server {
  private final ServerAddress address;
  private final Supplier<Optional<String>> authorization;
  private final Timeouts timeouts;
  private final HttpClient http;

  public Server(ServerAddress address, Access access, Timeouts timeouts) {
    this(address, access, fixed(authorization(access)), timeouts);
  }

  /** A server whose credentials are asked for with every request. */
  public Server(ServerAddress address, Supplier<String> authorization, Timeouts timeouts) {
    this(address, Access.NONE, () -> Optional.of(authorization.get()), timeouts);
  }

  private Server(
      ServerAddress address,
      Access access,
      Supplier<Optional<String>> authorization,
      Timeouts timeouts) {
    this.address = address;
    this.authorization = authorization;
    this.timeouts = timeouts;
    if (authorization(access).isPresent() && !address.isEncrypted() && !address.isLoopback()) {
      throw MlflowErrors.refused(
          "use " + address,
          "credentials would travel in the open",
          "Use https, or unset MLFLOW_TRACKING_TOKEN, _USERNAME and _PASSWORD.");
    }
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeouts.connect());
    Certificates.of(address, access).ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  private static Supplier<Optional<String>> fixed(Optional<String> authorization) {
    return () -> authorization;
  }

  private static Optional<String> authorization(Access access) {
    if (access.token().isPresent()) {
      return access.token().map(token -> "Bearer " + token);
    }
    return access
        .username()
        .map(user -> (user + ":" + access.password()).getBytes(StandardCharsets.UTF_8))
        .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /** Begins an operation, which has a limited time. */
  public HttpCalls calls() {
    return new HttpCalls(this, http, timeouts);
  }

  public ServerAddress address() {
    return address;
  }

  HttpRequest.Builder authorized(HttpRequest.Builder request) {
    authorization.get().ifPresent(value -> request.header("Authorization", value));
    return request;
  }
}
