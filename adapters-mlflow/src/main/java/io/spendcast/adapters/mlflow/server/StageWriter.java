package io.spendcast.adapters.mlflow.server;

import io.spendcast.adapters.mlflow.format.Aliases;
import io.spendcast.adapters.mlflow.http.HttpCalls;
import io.spendcast.adapters.mlflow.http.ServerRefusal;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Records the stage of a version on a server in every way that the server has. */
final class StageWriter {
  private final ModelName name;
  private final HttpCalls server;
  private final Aliases aliases;
  private boolean hasStages = true;

  StageWriter(ModelName name, HttpCalls server, Aliases aliases) {
    this.name = name;
    this.server = server;
    this.aliases = aliases;
  }

  void tag(int number, Map<String, String> tags) throws IOException {
    for (Map.Entry<String, String> tag : new TreeMap<>(tags).entrySet()) {
      server.send(
          "POST",
          "model-versions/set-tag",
          Map.of(
              "name",
              name.value(),
              "version",
              Integer.toString(number),
              "key",
              tag.getKey(),
              "value",
              tag.getValue()));
    }
  }

  /** Moves the version; the one that held an exclusive stage before is archived. */
  void put(int number, Stage to, Optional<ModelVersion> holder) throws IOException {
    try {
      server.send(
          "POST",
          "model-versions/transition-stage",
          Map.of(
              "name", name.value(),
              "version", Integer.toString(number),
              "stage", to.label(),
              "archive_existing_versions", to.isExclusive()));
    } catch (ServerRefusal e) {
      if (!e.isUnsupported()) {
        throw e;
      }
      hasStages = false;
      tag(number, Map.of(Stages.TAG, to.label()));
      if (to.isExclusive() && holder.isPresent()) {
        tag(holder.get().number(), Map.of(Stages.TAG, Stage.ARCHIVED.label()));
      }
    }
  }

  /** Points the names of the stages to the right versions, that of the new stage last. */
  void alias(int number, Stage to, Optional<ModelVersion> holder) throws IOException {
    try {
      if (to == Stage.PRODUCTION && holder.isPresent()) {
        set(Aliases.PREVIOUS, holder.get().number());
      }
      for (Map.Entry<Stage, String> alias : Aliases.NAMES.entrySet()) {
        if (alias.getKey() != to && aliases.isAt(alias.getValue(), number)) {
          unset(alias.getValue());
        }
      }
      if (Aliases.NAMES.containsKey(to)) {
        set(Aliases.NAMES.get(to), number);
      }
    } catch (ServerRefusal e) {
      // Servers before 2.3 have stages only.
      if (!e.isUnsupported() || !hasStages) {
        throw e;
      }
    }
  }

  /** Points a name of no stage to a version; nothing where the server has no such names. */
  void add(String alias, int number) throws IOException {
    try {
      set(alias, number);
    } catch (ServerRefusal e) {
      if (!e.isUnsupported()) {
        throw e;
      }
    }
  }

  private void set(String alias, int number) throws IOException {
    if (!aliases.isAt(alias, number)) {
      server.send(
          "POST",
          "registered-models/alias",
          Map.of("name", name.value(), "alias", alias, "version", Integer.toString(number)));
    }
  }

  private void unset(String alias) throws IOException {
    server.send("DELETE", "registered-models/alias", Map.of("name", name.value(), "alias", alias));
  }
}
