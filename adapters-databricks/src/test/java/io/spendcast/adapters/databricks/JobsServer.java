package io.spendcast.adapters.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Speaks as much of Jobs 2.2 as deploying needs, on loopback. */
final class JobsServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/2.2/jobs/";

  private final HttpServer server;
  private final Map<Long, ObjectNode> jobs = new TreeMap<>();
  private final List<String> changes = new ArrayList<>();
  private Failure failure = Failure.NONE;
  private String failing = "";

  /** How a call goes wrong. */
  enum Failure {
    NONE,
    /** 403. */
    FORBIDDEN,
    /** 503 before the work. */
    BUSY,
    /** The work is done and the connection cut. */
    CUT
  }

  JobsServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String host() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** From now on, calls of this method go wrong. */
  synchronized void fail(String method, Failure how) {
    failing = method;
    failure = how;
  }

  synchronized long add(ObjectNode settings) {
    long id = 100L + jobs.size();
    jobs.put(id, settings);
    return id;
  }

  synchronized ObjectNode settings(long job) {
    return jobs.get(job);
  }

  synchronized int size() {
    return jobs.size();
  }

  /** The calls of create and reset. */
  synchronized List<String> changes() {
    return List.copyOf(changes);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!path.startsWith(API)) {
      // The SDK looks for metadata before its first call.
      answer(exchange, 404, JSON.createObjectNode());
      return;
    }
    String method = path.substring(API.length());
    Failure how = method.equals(failing) ? failure : Failure.NONE;
    if (how == Failure.FORBIDDEN || how == Failure.BUSY) {
      refuse(exchange, how);
      return;
    }
    JsonNode result = call(method, exchange);
    if (how == Failure.CUT) {
      exchange.close();
    } else {
      answer(exchange, 200, result);
    }
  }

  private JsonNode call(String method, HttpExchange exchange) throws IOException {
    return switch (method) {
      case "list" -> list();
      case "get" -> job(Long.parseLong(exchange.getRequestURI().getQuery().split("=", -1)[1]));
      case "create" -> create(JSON.readValue(exchange.getRequestBody(), ObjectNode.class));
      case "reset" -> reset(JSON.readTree(exchange.getRequestBody()));
      default -> throw new IllegalArgumentException(method);
    };
  }

  /** All of them: the real one matches names without regard to case. */
  private JsonNode list() {
    ObjectNode page = JSON.createObjectNode();
    ArrayNode list = page.putArray("jobs");
    jobs.keySet().forEach(id -> list.add(job(id)));
    return page.put("has_more", false);
  }

  private ObjectNode job(long id) {
    ObjectNode job = JSON.createObjectNode().put("job_id", id);
    ObjectNode settings = jobs.get(id).deepCopy();
    // Defaults that the platform adds.
    settings.put("format", "MULTI_TASK").put("timeout_seconds", 0);
    settings.putObject("email_notifications");
    settings.path("tasks").forEach(task -> ((ObjectNode) task).put("run_if", "ALL_SUCCESS"));
    return job.set("settings", settings);
  }

  private JsonNode create(ObjectNode settings) {
    changes.add("create");
    return JSON.createObjectNode().put("job_id", add(settings));
  }

  private JsonNode reset(JsonNode request) {
    changes.add("reset");
    jobs.put(request.get("job_id").longValue(), (ObjectNode) request.get("new_settings"));
    return JSON.createObjectNode();
  }

  private static void refuse(HttpExchange exchange, Failure how) throws IOException {
    boolean forbidden = how == Failure.FORBIDDEN;
    ObjectNode error =
        JSON.createObjectNode()
            .put("error_code", forbidden ? "PERMISSION_DENIED" : "TEMPORARILY_UNAVAILABLE")
            .put("message", forbidden ? "not allowed to create jobs" : "come back later");
    answer(exchange, forbidden ? 403 : 503, error);
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
