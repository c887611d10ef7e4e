package io.spendcast.adapters.mlflow.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Stands before a real server, or before none, and does what servers and networks should not. */
public final class FaultyServer implements AutoCloseable {
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpClient onward = HttpClient.newHttpClient();
  private final Optional<URI> real;
  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  private volatile Trouble trouble = new Trouble(path -> false, 0, Fault.status(500));

  private FaultyServer(Optional<URI> real) throws IOException {
    this.real = real;
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  static FaultyServer before(URI real) throws IOException {
    return new FaultyServer(Optional.of(real));
  }

  public static FaultyServer alone(Fault fault) throws IOException {
    FaultyServer server = new FaultyServer(Optional.empty());
    server.trouble = new Trouble(path -> true, Integer.MAX_VALUE, fault);
    return server;
  }

  /** The next so many requests whose path ends like one of these expressions meet the fault. */
  void make(Fault fault, int times, String... ends) {
    Pattern path = Pattern.compile(".*(" + String.join("|", ends) + ")");
    trouble = new Trouble(requested -> path.matcher(requested).matches(), times, fault);
  }

  void heal() {
    trouble = new Trouble(path -> false, 0, Fault.status(500));
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** Method, path and authorization of all that was asked. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI().getPath()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    if (trouble.isMetBy(exchange.getRequestURI().getPath())) {
      trouble.fault.happen(this, exchange);
    } else {
      reply(exchange, forward(exchange));
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(real.orElseThrow() + exchange.getRequestURI().toString()))
            .header("Content-Type", "application/json")
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
            .build();
    try {
      return onward.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void reply(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
    answer
        .headers()
        .firstValue("Content-Type")
        .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
    exchange.sendResponseHeaders(
        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    http.stop(0);
    threads.shutdownNow();
  }

  /** Something that goes wrong with one request. */
  public interface Fault {
    void happen(FaultyServer server, HttpExchange exchange) throws IOException;

    static Fault status(int status) {
      return answer(status, "application/json", "{\"error_code\": \"\", \"message\": \"\"}");
    }

    static Fault answer(int status, String type, String body) {
      return (server, exchange) -> {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
      };
    }

    static Fault retryAfter(String when) {
      return (server, exchange) -> {
        exchange.getResponseHeaders().set("Retry-After", when);
        answer(429, "application/json", "{\"error_code\": \"REQUEST_LIMIT_EXCEEDED\"}")
            .happen(server, exchange);
      };
    }

    static Fault redirect(URI target) {
      return (server, exchange) -> {
        exchange.getResponseHeaders().set("Location", target.toString());
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
      };
    }

    /** The connection ends before the request is read. */
    static Fault reset() {
      return (server, exchange) -> exchange.close();
    }

    /** The server does what it was told, and the connection ends before the answer. */
    static Fault lostAnswer() {
      return (server, exchange) -> {
        server.forward(exchange);
        exchange.close();
      };
    }

    /** The connection ends in the middle of what is being sent. */
    static Fault cutUpload() {
      return (server, exchange) -> {
        exchange.getRequestBody().readNBytes(100_000);
        exchange.close();
      };
    }

    /** The server does what it was told, but its answer says otherwise. */
    static Fault rewritten(String from, String to) {
      return (server, exchange) -> {
        HttpResponse<byte[]> answer = server.forward(exchange);
        String body = new String(answer.body(), StandardCharsets.UTF_8).replaceAll(from, to);
        answer(answer.statusCode(), "application/json", body).happen(server, exchange);
      };
    }

    static Fault silence() {
      return (server, exchange) -> {
        try {
          server.closed.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        exchange.close();
      };
    }

    /** More bytes are announced than come. */
    static Fault shortened() {
      return (server, exchange) -> {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write("{".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        // Closing the exchange would complain and wait for the missing bytes.
        throw new IOException("cut");
      };
    }
  }

  /** What goes wrong, where, and how often still. */
  private static final class Trouble {
    private final Predicate<String> where;
    private final Fault fault;
    private int times;

    Trouble(Predicate<String> where, int times, Fault fault) {
      this.where = where;
      this.times = times;
      this.fault = fault;
    }

    synchronized boolean isMetBy(String path) {
      return where.test(path) && times > 0 && times-- > 0;
    }
  }
}
