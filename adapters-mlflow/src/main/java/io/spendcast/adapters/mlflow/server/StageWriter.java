package io.spendcast.adapters.mlflow.server;

import io.spendcast.adapters.mlflow.http.HttpCalls;
import io.spendcast.adapters.mlflow.http.ServerRefusal;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.StageChange;
import java.io.IOException;
import java.util.Map;

/** Records the stage of a version on a server in every way that the server has. */
final class StageWriter implements StageChange.Steps<IOException> {
  private final ModelName name;
  private final HttpCalls server;
  private boolean hasStages = true;

  StageWriter(ModelName name, HttpCalls server) {
    this.name = name;
    this.server = server;
  }

  @Override
  public void tag(int number, String key, String value) throws IOException {
    server.send(
        "POST",
        "model-versions/set-tag",
        Map.of(
            "name", name.value(), "version", Integer.toString(number), "key", key, "value", value));
  }

  @Override
  public void put(StageChange change) throws IOException {
    try {
      server.send(
          "POST",
          "model-versions/transition-stage",
          Map.of(
              "name", name.value(),
              "version", Integer.toString(change.move().number()),
              "stage", change.move().to().label(),
              "archive_existing_versions", change.move().to().isExclusive()));
    } catch (ServerRefusal e) {
      if (!e.isUnsupported()) {
        throw e;
      }
      hasStages = false;
      change.tag(this);
    }
  }

  @Override
  public void point(String alias, int number) throws IOException {
    alias(
        "POST", Map.of("name", name.value(), "alias", alias, "version", Integer.toString(number)));
  }

  @Override
  public void remove(String alias) throws IOException {
    alias("DELETE", Map.of("name", name.value(), "alias", alias));
  }

  private void alias(String method, Map<String, String> body) throws IOException {
    try {
      server.send(method, "registered-models/alias", body);
    } catch (ServerRefusal e) {
      // Servers before 2.3 have stages only.
      if (!e.isUnsupported() || !hasStages) {
        throw e;
      }
    }
  }
}
