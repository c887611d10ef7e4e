package io.spendcast.adapters.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spendcast.adapters.mlflow.http.Server;
import io.spendcast.adapters.mlflow.http.ServerAddress;
import io.spendcast.adapters.mlflow.http.Timeouts;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is another with a Databricks workspace than with an MLflow server. */
final class WorkspaceTrackingTest {
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final Map<String, String> files = new TreeMap<>();
  private final Set<String> folders = new HashSet<>();
  @TempDir private Path directory;
  private HttpServer http;
  private String location = "";

  @BeforeEach
  void start() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/api/2.0/mlflow/experiments/create", this::answer);
    http.createContext("/api/2.0/mlflow/experiments/get-by-name", this::found);
    http.start();
  }

  private void found(HttpExchange exchange) throws IOException {
    byte[] body =
        "{\"experiment\": {\"experiment_id\": \"7\", \"artifact_location\": \"%s\"}}"
            .formatted(location)
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @AfterEach
  void stop() {
    http.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    byte[] body = "{\"experiment_id\": \"7\"}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Server workspace() {
    AtomicInteger renewed = new AtomicInteger();
    return new Server(
        ServerAddress.parse("databricks.host", "http://localhost:" + http.getAddress().getPort()),
        () -> "Bearer token-" + renewed.incrementAndGet(),
        Timeouts.DEFAULT);
  }

  @Test
  void every_request_asks_for_the_token_that_is_good_now() throws IOException {
    Server workspace = workspace();
    new ServerExperiment("/Shared/a").create(workspace.calls());
    new ServerExperiment("/Shared/b").create(workspace.calls());
    assertThat(tokens).containsExactly("Bearer token-1", "Bearer token-2");
  }

  @Test
  void a_new_experiment_keeps_its_files_in_the_volume() throws IOException {
    new ServerExperiment("/Shared/a", Optional.of("dbfs:/Volumes/main/spendcast/artifacts/mlflow"))
        .create(workspace().calls());
    assertThat(bodies.get(0))
        .contains("\"artifact_location\":\"dbfs:/Volumes/main/spendcast/artifacts/mlflow\"");
  }

  /** As the platform places what was made on its page, in Python or by a bundle. */
  @Test
  void an_experiment_whose_files_only_the_workspace_can_write_is_refused_at_first_sight() {
    location = "dbfs:/databricks/mlflow-tracking/7";
    ServerExperiment experiment =
        new ServerExperiment(
            "/Shared/a", Optional.of("dbfs:/Volumes/main/spendcast/artifacts/mlflow"));
    assertThatThrownBy(() -> experiment.find(workspace().calls()))
        .isInstanceOf(SpendcastException.class)
        .hasMessageContaining("/Shared/a")
        .hasMessageContaining(location);
  }

  @Test
  void an_experiment_with_its_files_in_a_volume_is_taken() throws IOException {
    location = "dbfs:/Volumes/main/spendcast/artifacts/mlflow/7";
    assertThat(
            new ServerExperiment("/Shared/a", Optional.of("dbfs:/Volumes/x"))
                .find(workspace().calls()))
        .contains("7");
  }

  /** As from a laptop: a directory of that name here would be nobody else's. */
  @Test
  void where_no_volume_is_mounted_files_go_through_the_workspace() throws IOException {
    http.createContext("/api/2.0/fs/", this::file);
    Artifacts run =
        Artifacts.at("dbfs:/Volumes/main/s/none/run", workspace().calls(), workspace().address());
    assertThat(run.sizes()).isEmpty();
    Path large = Files.writeString(directory.resolve("large"), "0123456789");
    run.put("model/data/weights", large);
    run.put("metrics.json", "{}");
    run.put("metrics.json", "{\"a\": 1}");
    assertThat(run.sizes()).isEqualTo(Map.of("model/data/weights", 10L, "metrics.json", 8L));
    assertThat(run.text("metrics.json")).isEqualTo("{\"a\": 1}");
    run.fetch("model/data/weights", 10, directory.resolve("copy"));
    assertThat(directory.resolve("copy")).hasSameTextualContentAs(large);
    assertThat(files.keySet()).allMatch(path -> path.startsWith("/Volumes/main/s/none/run/"));
    assertThatThrownBy(() -> run.put("../other", "x")).isInstanceOf(RuntimeException.class);
  }

  /** The Files API: a file wants its folder, and is only replaced on demand; one entry a page. */
  private void file(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("/api/2.0/fs/[a-z]+", "");
    boolean directory = exchange.getRequestURI().getPath().startsWith("/api/2.0/fs/directories");
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("GET")) {
      Optional<String> found = directory ? page(path, query) : Optional.ofNullable(files.get(path));
      reply(
          exchange, found.isPresent() ? 200 : 404, found.orElse("{\"error_code\": \"NOT_FOUND\"}"));
    } else if (directory) {
      folders.add(path);
      reply(exchange, 204, "");
    } else {
      boolean refused =
          !folders.contains(path.substring(0, path.lastIndexOf('/')))
              || (files.containsKey(path) && !query.contains("overwrite=true"));
      if (!refused) {
        files.put(path, new String(body, StandardCharsets.UTF_8));
      }
      reply(exchange, refused ? 409 : 204, "");
    }
  }

  private Optional<String> page(String folder, String query) {
    String prefix = folder.replaceAll("/+$", "") + "/";
    Map<String, String> entries = new TreeMap<>();
    files.forEach(
        (path, text) -> {
          if (path.startsWith(prefix)) {
            String rest = path.substring(prefix.length());
            boolean inside = rest.contains("/");
            entries.put(
                rest.replaceAll("/.*", ""),
                "{\"name\": \"%s\", \"is_directory\": %s, \"file_size\": %s}"
                    .formatted(rest.replaceAll("/.*", ""), inside, text.length()));
          }
        });
    int from = query.contains("page_token=1") ? 1 : 0;
    String next = from == 0 && entries.size() > 1 ? ", \"next_page_token\": \"1\"" : "";
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "{\"contents\": [%s]%s}"
                .formatted(entries.values().stream().skip(from).findFirst().orElse(""), next));
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
