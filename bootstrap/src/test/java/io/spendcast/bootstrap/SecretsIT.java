package io.spendcast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program as people start it, with tokens in its environment, against a workspace that lets
 * only them in: they are sent to it, and written nowhere.
 */
final class SecretsIT {
  private static final String DATABRICKS = "dapi-0123456789-very-secret";
  private static final String MLFLOW = "mlflow-9876543210-very-secret";
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> uploaded = new ConcurrentHashMap<>();
  private volatile int refusal;
  private HttpServer server;

  @TempDir private Path directory;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void tokens_are_sent_to_their_servers_and_written_nowhere() throws Exception {
    Path jar = Files.writeString(directory.resolve("any.jar"), "a jar");
    assertThat(
            spendcast("deploy", "--run-now", "--wait", "--json", "--set", "databricks.jar=" + jar))
        .isZero();
    assertThat(bodies).anyMatch(body -> body.contains("spark_jar_task"));
    assertShown(DATABRICKS);

    refusal = 403;
    assertThat(spendcast("deploy", "--set", "databricks.jar=" + jar)).isEqualTo(3);
    assertShown(DATABRICKS);

    refusal = 401;
    assertThat(spendcast("promote", "1", "--to", "staging", "--set", "registry.uri=databricks-uc"))
        .isEqualTo(3);
    assertShown(DATABRICKS);

    assertThat(spendcast("models", "--set", "tracking.uri=" + host())).isPositive();
    assertShown(MLFLOW);

    for (String command : List.of("models --json", "rollback --json", "publish --to " + host())) {
      assertThat(spendcast((command + " --set tracking.uri=" + host()).split(" ")))
          .as(command)
          .isPositive();
      assertShown(MLFLOW);
    }
    assertThat(spendcast("config", "--set", "spark.conf.x=" + MLFLOW, "--set", "lake=./" + MLFLOW))
        .isZero();

    assertThat(directory.resolve("logs/spendcast.log")).isNotEmptyFile();
    assertThat(Files.readString(directory.resolve("logs/spendcast.log")))
        .contains("not you: Bearer ***", "command=models status=started", "command=config exit=0");
    assertThat(directory.resolve("said-4")).isNotEmptyFile();
    assertThat(String.join("\n", bodies)).doesNotContain("very-secret");
    assertThat(written()).noneMatch(SecretsIT::holdsASecret);
  }

  /** One of the calls since the last look had it, and none anything else. */
  private void assertShown(String token) {
    assertThat(shown).isNotEmpty().containsOnly("Bearer " + token);
    shown.clear();
  }

  private List<Path> written() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean holdsASecret(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
          .contains("very-secret");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs a command, with the stack traces of failures, and gives its exit code. */
  private int spendcast(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.add(
        String.join(
            File.pathSeparator,
            TARGET.resolve("classes").toString(),
            TARGET.resolve("lib") + "/*"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--verbose", "--set", "databricks.host=" + host()));
    try (Stream<Path> files = Files.list(directory)) {
      long said = files.filter(file -> file.getFileName().toString().startsWith("said")).count();
      return run(command, directory.resolve("said-" + (said + 1)));
    }
  }

  private int run(List<String> command, Path said) throws IOException, InterruptedException {
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    process
        .environment()
        .putAll(
            Map.of(
                "DATABRICKS_TOKEN", DATABRICKS,
                "MLFLOW_TRACKING_TOKEN", MLFLOW,
                "DATABRICKS_CONFIG_FILE", directory.resolve("no-profiles").toString()));
    Process started = process.start();
    if (!started.waitFor(10, TimeUnit.MINUTES)) {
      started.destroyForcibly().waitFor();
    }
    return started.exitValue();
  }

  private String host() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.startsWith("/.well-known") || path.startsWith("/oidc")) {
      send(exchange, 404, "{}");
      return;
    }
    shown.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    bodies.add(new String(body, StandardCharsets.UTF_8));
    if (refusal > 0) {
      send(
          exchange,
          refusal,
          "{\"error_code\": \"%s\", \"message\": \"not you: %s\"}"
              .formatted(
                  refusal == 401 ? "UNAUTHENTICATED" : "PERMISSION_DENIED",
                  exchange.getRequestHeaders().getFirst("Authorization")));
    } else if (path.startsWith("/api/2.0/fs/files/")) {
      file(exchange, path, body.length);
    } else {
      send(exchange, 200, job(path));
    }
  }

  private void file(HttpExchange exchange, String path, int length) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      uploaded.put(path, length);
      exchange.sendResponseHeaders(204, -1);
    } else if (uploaded.containsKey(path)) {
      exchange.getResponseHeaders().set("Content-Length", uploaded.get(path).toString());
      exchange.sendResponseHeaders(200, -1);
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
    exchange.close();
  }

  /** A workspace without jobs, which makes one and runs it. */
  private static String job(String path) {
    return switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "create" -> "{\"job_id\": 1}";
      case "run-now" -> "{\"run_id\": 2}";
      case "get" ->
          """
          {"run_id": 2, "status": {"state": "TERMINATED", "termination_details":
            {"code": "SUCCESS", "type": "SUCCESS"}}}
          """;
      default -> "{}";
    };
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
