package io.spendcast.adapters.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is another with a Databricks workspace than with an MLflow server. */
final class WorkspaceTrackingTest {
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
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
        Patience.DEFAULT);
  }

  @Test
  void every_request_asks_for_the_token_that_is_good_now() throws IOException {
    Server workspace = workspace();
    new ServerExperiment("/Shared/a").create(workspace.converse());
    new ServerExperiment("/Shared/b").create(workspace.converse());
    assertThat(tokens).containsExactly("Bearer token-1", "Bearer token-2");
  }

  @Test
  void a_new_experiment_keeps_its_files_in_the_volume() throws IOException {
    new ServerExperiment("/Shared/a", Optional.of("dbfs:/Volumes/main/spendcast/artifacts/mlflow"))
        .create(workspace().converse());
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
    assertThatThrownBy(() -> experiment.find(workspace().converse()))
        .isInstanceOf(SpendcastException.class)
        .hasMessageContaining("/Shared/a")
        .hasMessageContaining(location);
  }

  @Test
  void an_experiment_with_its_files_in_a_volume_is_taken() throws IOException {
    location = "dbfs:/Volumes/main/spendcast/artifacts/mlflow/7";
    assertThat(
            new ServerExperiment("/Shared/a", Optional.of("dbfs:/Volumes/x"))
                .find(workspace().converse()))
        .contains("7");
  }

  @Test
  void where_no_volume_is_mounted_nothing_is_put_into_a_directory_of_its_name() {
    ServerAddress elsewhere = ServerAddress.parse("databricks.host", "https://dbc.example.com");
    assertThatThrownBy(
            () -> Artifacts.at("dbfs:/Volumes/main/s/none/run", workspace().converse(), elsewhere))
        .isInstanceOf(SpendcastException.class)
        .hasMessageContaining("no such volume")
        .hasMessageContaining("/Volumes/main/s/none/run");
  }
}
