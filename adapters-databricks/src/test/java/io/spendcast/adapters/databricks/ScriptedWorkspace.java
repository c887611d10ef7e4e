package io.spendcast.adapters.databricks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A workspace on this machine's loopback that answers each path as it was set to. */
public final class ScriptedWorkspace implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Answer> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  private record Answer(int status, String body) {}

  public ScriptedWorkspace() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What to say when this path below {@code /api/} is asked. */
  public synchronized ScriptedWorkspace answer(String path, String body) {
    answers.put("/api/" + path, new Answer(200, body));
    return this;
  }

  public synchronized ScriptedWorkspace refuse(String path, int status, String code) {
    String body = "{\"error_code\": \"%s\", \"message\": \"refused here\"}".formatted(code);
    answers.put("/api/" + path, new Answer(status, body));
    return this;
  }

  /** The methods and paths below {@code /api/}, in order. */
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/api/")) {
      asked.add(exchange.getRequestMethod() + " " + path.substring("/api/".length()));
    }
    Answer answer =
        answers.getOrDefault(
            path, new Answer(404, "{\"error_code\": \"NOT_FOUND\", \"message\": \"not there\"}"));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
