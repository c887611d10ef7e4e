package io.spendcast.bootstrap.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.adapters.mlflow.MlflowAdapters;
import io.spendcast.adapters.mlflow.MlflowConfig;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What a server has of a store. */
record Served(URI server, String name) {
  /** The stage of each version. */
  List<Stage> versions() {
    MlflowConfig config = new MlflowConfig(server.toString(), "", name, Map.of());
    try (MlflowAdapters there = MlflowAdapters.open(config, Clock.systemUTC())) {
      return there.registry().find(new ModelName(name)).orElseThrow().versions().stream()
          .map(ModelVersion::stage)
          .toList();
    }
  }

  /** How many runs there are in its experiment. */
  int runs() throws IOException, InterruptedException {
    String id =
        ask("experiments/search", "{\"max_results\": 1, \"filter\": \"name = '" + name + "'\"}")
            .at("/experiments/0/experiment_id")
            .asText();
    return ask("runs/search", "{\"experiment_ids\": [\"" + id + "\"]}").get("runs").size();
  }

  private JsonNode ask(String path, String question) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + "/api/2.0/mlflow/" + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(question))
            .build();
    return new JsonMapper()
        .readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }
}
