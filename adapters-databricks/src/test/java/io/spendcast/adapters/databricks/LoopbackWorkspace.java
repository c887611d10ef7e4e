package io.spendcast.adapters.databricks;

import io.spendcast.adapters.databricks.WorkspaceServer.Call;
import io.spendcast.adapters.databricks.WorkspaceServer.Reply;
import io.spendcast.adapters.databricks.registry.CatalogApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The workspace on loopback for other modules' tests; runs are kept by a real MLflow server. */
public final class LoopbackWorkspace implements AutoCloseable {
  /** The only token that is let in. */
  public static final String TOKEN = WorkspaceServer.TOKEN;

  private static final String MLFLOW = "/api/2.0/mlflow/";

  private final WorkspaceServer server = new WorkspaceServer();
  private final HttpClient http = HttpClient.newHttpClient();
  private final CatalogApi catalog;
  private final URI mlflow;

  /**
   * Opens it on a free port.
   *
   * @param mlflow the address of the MLflow server
   */
  public LoopbackWorkspace(URI mlflow) throws IOException {
    this.mlflow = mlflow;
    this.catalog = new CatalogApi(server.files, "spark_catalog");
    server.add(catalog);
    server.add(this::tracked);
  }

  private Optional<Reply> tracked(Call call) throws IOException {
    if (!call.path().startsWith(MLFLOW)) {
      return Optional.empty();
    }
    String query =
        call.query().entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + "="
                        + java.net.URLEncoder.encode(
                            entry.getValue(), java.nio.charset.StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?", ""));
    HttpRequest request =
        HttpRequest.newBuilder(mlflow.resolve(call.path() + query))
            .header("Content-Type", "application/json")
            .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()))
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return Optional.of(
          new Reply(
              answer.statusCode(), answer.body(), Map.of("Content-Type", "application/json")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Its address. */
  public String host() {
    return server.host();
  }

  /** The calls so far, such as {@code GET /api/2.2/jobs/list}. */
  public List<String> calls() {
    return server.calls();
  }

  /** The versions of a model by their aliases. */
  public Map<String, Integer> aliases(String model) {
    return catalog.aliases(model);
  }

  /** The paths of all files that it was given. */
  public List<String> files() {
    return List.copyOf(server.files.all().keySet());
  }

  @Override
  public void close() {
    server.close();
  }
}
