package io.spendcast.adapters.mlflow.http;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.adapters.mlflow.http.MlflowErrors.Work;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What one operation says to a server, within a limited time.
 *
 * <p>Requests are repeated with growing pauses while the server is overloaded or lost, but those
 * that must not be carried out twice only if they surely did not reach it.
 */
public final class HttpCalls {
  private static final String API = "/api/2.0/mlflow/";
  private static final JsonMapper JSON = new JsonMapper();

  private final Server server;
  private final HttpClient http;
  private final Timeouts timeouts;
  private final Retries retries;

  HttpCalls(Server server, HttpClient http, Timeouts timeouts) {
    this.server = server;
    this.http = http;
    this.timeouts = timeouts;
    this.retries = new Retries(timeouts);
  }

  /** What doing a request twice would mean. */
  enum Effect {
    /** Nothing at all: it only reads. */
    NONE,
    /** The same as doing it once. */
    SAME,
    /** A second one. */
    ANOTHER
  }

  public JsonNode get(String path, Map<String, String> query) throws IOException {
    return json("GET", resource(path, query), BodyPublishers.noBody(), Effect.NONE);
  }

  /** A question that is too long for an address. */
  public JsonNode ask(String path, Object body) throws IOException {
    return json("POST", resource(path, Map.of()), publisher(body), Effect.NONE);
  }

  public JsonNode send(String method, String path, Object body) throws IOException {
    return json(method, resource(path, Map.of()), publisher(body), Effect.SAME);
  }

  /** Creates what must be there once: after a lost answer, again only if a look finds nothing. */
  public <T> T createOnce(Work<T> create, Work<Optional<T>> look) throws IOException {
    for (int attempt = 0; ; attempt++) {
      try {
        return create.run();
      } catch (NoResponse e) {
        if (!e.mayHaveActed()) {
          throw e;
        }
        Optional<T> made = found(look);
        if (made.isPresent()) {
          return made.get();
        }
        retries.pauseAfter(attempt, e);
      }
    }
  }

  /** Waits as after a failure; without time for that, the failure stands. */
  public void pauseAfter(int attempt, NoResponse failure) throws IOException {
    retries.pauseAfter(attempt, failure);
  }

  private static <T> Optional<T> found(Work<Optional<T>> look) throws IOException {
    try {
      return look.run();
    } catch (NoResponse e) {
      throw e.afterActing();
    }
  }

  /** To be repeated by {@link #createOnce} only. */
  public JsonNode create(String path, Object body) throws IOException {
    return json("POST", resource(path, Map.of()), publisher(body), Effect.ANOTHER);
  }

  /** Streams the file there, in place of what is there. */
  public void upload(String path, Path file) throws IOException {
    long bytes = Files.size(file);
    retries.allow(bytes);
    send(request("PUT", server.address().resource(path), BodyPublishers.ofFile(file)), bytes);
  }

  public void upload(String path, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    BodyPublisher body = BodyPublishers.ofByteArray(bytes);
    send(request("PUT", server.address().resource(path), body), bytes.length);
  }

  /** Streams the file to a server that refuses to replace one unless it is asked to. */
  public void overwrite(String path, Path file) throws IOException {
    long bytes = Files.size(file);
    retries.allow(bytes);
    send(request("PUT", overwriting(path), BodyPublishers.ofFile(file)), bytes);
  }

  public void overwrite(String path, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    send(request("PUT", overwriting(path), BodyPublishers.ofByteArray(bytes)), bytes.length);
  }

  private URI overwriting(String path) {
    return server.address().resource(path, Map.of("overwrite", "true"));
  }

  private void send(HttpRequest request, long bytes) throws IOException {
    retries.until(
        Effect.SAME,
        () -> Response.of(exchange(request, bytes, BodyHandlers.ofString())).requireSuccess());
  }

  /** Streams so many bytes into a new file. */
  public void download(String path, long bytes, Path target) throws IOException {
    retries.allow(bytes);
    HttpRequest request = request("GET", server.address().resource(path), BodyPublishers.noBody());
    retries.until(
        Effect.NONE,
        () -> {
          Response answer = Response.of(exchange(request, bytes, toFile(target))).requireSuccess();
          if (Files.size(target) != bytes) {
            throw new IOException(
                "%s has %s bytes, not %s".formatted(path, Files.size(target), bytes));
          }
          return answer;
        });
  }

  private static BodyHandler<String> toFile(Path target) {
    return head ->
        head.statusCode() == 200
            ? BodySubscribers.mapping(
                BodySubscribers.ofFile(target, CREATE, WRITE, TRUNCATE_EXISTING), Path::toString)
            : BodySubscribers.ofString(StandardCharsets.UTF_8);
  }

  /** A small file's text. */
  public String read(String path) throws IOException {
    HttpRequest request = request("GET", server.address().resource(path), BodyPublishers.noBody());
    return retries
        .until(
            Effect.NONE,
            () -> Response.of(exchange(request, 0, BodyHandlers.ofString())).requireSuccess())
        .body();
  }

  /** What a directory of the artifact proxy holds, or another resource outside of the API. */
  public JsonNode list(String path, Map<String, String> query) throws IOException {
    URI resource = server.address().resource(path, query);
    return json("GET", resource, BodyPublishers.noBody(), Effect.NONE);
  }

  private JsonNode json(String method, URI resource, BodyPublisher body, Effect effect)
      throws IOException {
    HttpRequest request = request(method, resource, body);
    return retries.until(
        effect,
        () -> Response.of(exchange(request, 0, BodyHandlers.ofString())).requireSuccess().json());
  }

  private URI resource(String path, Map<String, String> query) {
    return server.address().resource(API + path, query);
  }

  private HttpRequest request(String method, URI resource, BodyPublisher body) {
    return server
        .authorized(HttpRequest.newBuilder(resource))
        .header("Content-Type", "application/json")
        .method(method, body)
        .build();
  }

  private HttpResponse<String> exchange(
      HttpRequest request, long bytes, BodyHandler<String> handler) throws IOException {
    return retries.await(
        http.sendAsync(request, handler), timeouts.answer().plus(Timeouts.forBytes(bytes)));
  }

  private static BodyPublisher publisher(Object body) throws IOException {
    return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
  }
}
