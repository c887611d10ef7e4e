package io.spendcast.adapters.databricks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A workspace on loopback that speaks as much of the platform's protocol as we use, keeps what it
 * is sent, and goes wrong when a test wants it to.
 */
// Calls and replies carry bytes as they came; nobody compares them.
@SuppressWarnings("ArrayRecordComponent")
public final class WorkspaceServer implements AutoCloseable {
  /** The only token that is let in. */
  public static final String TOKEN = "dapi-very-secret";

  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // Head and body of an answer are two writes, of which the second would wait for the client.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  final JobsApi jobs = new JobsApi();
  public final FilesApi files = new FilesApi();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Api> apis = new ArrayList<>(List.of(jobs, files));
  private final List<Script> scripts = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private Optional<Cut> cut = Optional.empty();

  /** How a call goes wrong. */
  public enum Failure {
    /** 403, not allowed. */
    FORBIDDEN,
    /** 401, as with an expired token. */
    EXPIRED,
    /** 429, with a pause of no time asked for. */
    TOO_MANY,
    /** 503 before the work. */
    BUSY,
    /** 500 after the work. */
    BROKEN_AFTER,
    /** The connection is cut before the work. */
    CUT_BEFORE,
    /** The work is done and the connection cut. */
    CUT_AFTER
  }

  /** A part of the platform. */
  public interface Api {
    /** The answer to a call, if it is one of this part. */
    Optional<Reply> answer(Call call) throws IOException;
  }

  /** What was asked. */
  public record Call(
      String method, String path, Map<String, String> query, byte[] body, String host) {
    public String line() {
      return method + " " + path;
    }

    public boolean is(String method, String path) {
      return this.method.equals(method) && this.path.equals(path);
    }

    public ObjectNode json() throws IOException {
      return body.length == 0 ? JSON.createObjectNode() : JSON.readValue(body, ObjectNode.class);
    }
  }

  /** What is answered. */
  public record Reply(int status, byte[] body, Map<String, String> headers) {
    public static Reply json(ObjectNode body) {
      return json(200, body);
    }

    public static Reply json(int status, ObjectNode body) {
      return new Reply(
          status,
          body.toString().getBytes(StandardCharsets.UTF_8),
          Map.of("Content-Type", "application/json"));
    }

    public static Reply error(int status, String code, String message) {
      return json(status, JSON.createObjectNode().put("error_code", code).put("message", message));
    }
  }

  private record Script(String pattern, Failure failure, int[] left) {}

  private record Cut(int at, Failure how) {}

  public WorkspaceServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public String host() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  public void add(Api api) {
    apis.add(api);
  }

  /** From now on, calls that match go wrong, such as {@code POST .*create}. */
  public synchronized void fail(String pattern, Failure how) {
    fail(pattern, how, Integer.MAX_VALUE);
  }

  /** The next so many calls that match go wrong. */
  public synchronized void fail(String pattern, Failure how, int times) {
    scripts.add(new Script(pattern, how, new int[] {times}));
  }

  /** The call of this number, counted from 0 from now on, goes wrong. */
  public synchronized void failAt(int call, Failure how) {
    cut = Optional.of(new Cut(calls.size() + call, how));
  }

  /** All goes well from now on. */
  public synchronized void heal() {
    scripts.clear();
    cut = Optional.empty();
  }

  /** The calls so far, such as {@code GET /api/2.2/jobs/list}, without the SDK's own questions. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** The calls that change something. */
  public synchronized List<String> changes() {
    return calls.stream().filter(call -> !call.matches("(GET|HEAD) .*")).toList();
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    Call call = read(exchange);
    if (call.path().startsWith("/.well-known") || call.path().startsWith("/oidc")) {
      // The SDK looks for metadata before its first call.
      send(exchange, Reply.error(404, "NOT_FOUND", "no such thing"));
      return;
    }
    int number = calls.size();
    calls.add(call.line());
    Optional<Failure> failure = failure(call, number);
    Optional<Reply> refusal = failure.flatMap(WorkspaceServer::refusal);
    if (refusal.isPresent()) {
      send(exchange, refusal.get());
    } else if (failure.filter(Failure.CUT_BEFORE::equals).isPresent()) {
      exchange.close();
    } else {
      act(exchange, call, failure);
    }
  }

  private void act(HttpExchange exchange, Call call, Optional<Failure> failure) throws IOException {
    Reply reply = isLetIn(exchange, call) ? answer(call) : refusal(Failure.EXPIRED).orElseThrow();
    if (failure.filter(Failure.CUT_AFTER::equals).isPresent()) {
      exchange.close();
    } else if (failure.filter(Failure.BROKEN_AFTER::equals).isPresent()) {
      send(exchange, Reply.error(500, "INTERNAL_ERROR", "something broke"));
    } else {
      send(exchange, reply);
    }
  }

  /** Presigned addresses carry their right in themselves, and must not be shown our token. */
  private static boolean isLetIn(HttpExchange exchange, Call call) {
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    return call.path().startsWith("/presigned/")
        ? shown == null
        : ("Bearer " + TOKEN).equals(shown);
  }

  private Reply answer(Call call) throws IOException {
    for (Api api : apis) {
      Optional<Reply> reply = api.answer(call);
      if (reply.isPresent()) {
        return reply.get();
      }
    }
    return Reply.error(404, "ENDPOINT_NOT_FOUND", "No API found for '" + call.line() + "'");
  }

  private Optional<Failure> failure(Call call, int number) {
    if (cut.filter(planned -> planned.at() == number).isPresent()) {
      return cut.map(Cut::how);
    }
    for (Script script : scripts) {
      if (call.line().matches(script.pattern()) && script.left()[0]-- > 0) {
        return Optional.of(script.failure());
      }
    }
    return Optional.empty();
  }

  private static Optional<Reply> refusal(Failure failure) {
    return switch (failure) {
      case FORBIDDEN ->
          Optional.of(Reply.error(403, "PERMISSION_DENIED", "User is not allowed to do this"));
      case EXPIRED -> Optional.of(Reply.error(401, "UNAUTHENTICATED", "Access token has expired"));
      case TOO_MANY ->
          Optional.of(
              new Reply(
                  429,
                  "{\"error_code\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"slower\"}"
                      .getBytes(StandardCharsets.UTF_8),
                  Map.of("Content-Type", "application/json", "Retry-After", "0")));
      case BUSY -> Optional.of(Reply.error(503, "TEMPORARILY_UNAVAILABLE", "come back later"));
      default -> Optional.empty();
    };
  }

  private static Call read(HttpExchange exchange) throws IOException {
    Map<String, String> query = new java.util.HashMap<>();
    String text = exchange.getRequestURI().getRawQuery();
    for (String pair : text == null ? new String[0] : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], parts.length > 1 ? decoded(parts[1]) : "");
    }
    return new Call(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        query,
        exchange.getRequestBody().readAllBytes(),
        exchange.getRequestHeaders().getFirst("Host"));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(
        reply.status(), head || reply.body().length == 0 ? -1 : reply.body().length);
    if (!head) {
      exchange.getResponseBody().write(reply.body());
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
