package io.spendcast.adapters.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.mlflow.format.KeyValues;
import io.spendcast.adapters.mlflow.format.Locations;
import io.spendcast.adapters.mlflow.format.LoggedModel;
import io.spendcast.adapters.mlflow.format.VersionTags;
import io.spendcast.adapters.mlflow.http.HttpCalls;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.adapters.mlflow.http.NoResponse;
import io.spendcast.adapters.mlflow.http.ServerAddress;
import io.spendcast.adapters.mlflow.http.ServerRefusal;
import io.spendcast.domain.card.ArtifactTags;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.StageAliases;
import io.spendcast.domain.registry.StageChange;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.registry.StagedVersions;
import io.spendcast.domain.training.ModelArtifact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registered model on a server. To be changed only while its lock is held. */
final class ServerModel {
  private static final int PAGE = 1000;

  private final ModelName name;
  private final HttpCalls server;
  private final ServerAddress address;

  ServerModel(ModelName name, HttpCalls server, ServerAddress address) {
    this.name = name;
    this.server = server;
    this.address = address;
  }

  Optional<RegisteredModel> find() throws IOException {
    Optional<JsonNode> model = registered();
    return model.isPresent() ? Optional.of(read(aliases(model.get()))) : Optional.empty();
  }

  private Optional<JsonNode> registered() throws IOException {
    try {
      return Optional.of(
          server
              .get("registered-models/get", Map.of("name", name.value()))
              .path("registered_model"));
    } catch (ServerRefusal e) {
      if (e.isAbsence()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private RegisteredModel read(StageAliases aliases) throws IOException {
    List<ServerVersion> served = versions();
    Stages stages = Stages.of(served, aliases);
    List<ModelVersion> versions = new ArrayList<>();
    for (ServerVersion version : served) {
      if (version.isReady()) {
        versions.add(version.in(stages.of(version), name, artifact(version)));
      }
    }
    return new RegisteredModel(name, versions);
  }

  private List<ServerVersion> versions() throws IOException {
    List<ServerVersion> versions = new ArrayList<>();
    Map<String, String> question = new HashMap<>();
    question.put("filter", "name=" + Filters.quoted(name.value()));
    question.put("max_results", Integer.toString(PAGE));
    do {
      JsonNode page = server.get("model-versions/search", question);
      page.path("model_versions").forEach(version -> versions.add(ServerVersion.parse(version)));
      question.put("page_token", page.path("next_page_token").asText());
    } while (!question.get("page_token").isEmpty());
    versions.sort(Comparator.comparingInt(ServerVersion::number));
    return versions;
  }

  private ModelArtifact artifact(ServerVersion version) throws IOException {
    String location = location(version);
    try {
      Optional<ModelArtifact> ours =
          ArtifactTags.artifact(version.tags(), Locations.directory(location));
      return ours.isPresent()
          ? ours.get()
          : ServerModelFiles.at(location, server, address).describe();
    } catch (IllegalArgumentException e) {
      throw MlflowErrors.refused(
          "read version %s of %s".formatted(version.number(), name),
          "its spendcast tags were changed",
          "Delete the version in MLflow, or give it its tags back.");
    }
  }

  /** A version may name its files by another version instead of by where they are. */
  private String location(ServerVersion version) throws IOException {
    if (!version.source().startsWith("models:") || LoggedModel.isOne(version.source())) {
      return version.source();
    }
    Map<String, String> question =
        Map.of("name", name.value(), "version", Integer.toString(version.number()));
    return server.get("model-versions/get-download-uri", question).path("artifact_uri").asText();
  }

  ModelVersion add(ModelRegistration registration, String digest) throws IOException {
    Optional<ServerVersion> known = of(registration.release());
    if (known.isEmpty()) {
      createModel();
      known = Optional.of(createVersion(registration, digest));
    }
    awaitReady(known.get());
    return version(known.get().number());
  }

  private Optional<ServerVersion> of(String release) throws IOException {
    return versions().stream().filter(version -> version.isOf(release)).findFirst();
  }

  /** Some servers take the files over after they have answered. */
  private void awaitReady(ServerVersion created) throws IOException {
    ServerVersion version = created;
    for (int attempt = 0; version.isPending(); attempt++) {
      server.pauseAfter(
          attempt,
          new NoResponse("version %s is still being registered".formatted(version.number()), true));
      version = asked(version.number());
    }
    if (!version.isReady()) {
      throw MlflowErrors.refused(
          "register version %s of %s".formatted(version.number(), name),
          "the server gave up, %s (%s)".formatted(version.status(), version.message()),
          "Delete the version in MLflow, then register again.");
    }
  }

  private ServerVersion asked(int number) throws IOException {
    Map<String, String> question =
        Map.of("name", name.value(), "version", Integer.toString(number));
    try {
      return ServerVersion.parse(server.get("model-versions/get", question).path("model_version"));
    } catch (NoResponse e) {
      throw e.afterActing();
    }
  }

  private void createModel() throws IOException {
    try {
      server.send("POST", "registered-models/create", Map.of("name", name.value()));
    } catch (ServerRefusal e) {
      if (!e.isPresence()) {
        throw e;
      }
    }
  }

  /**
   * The server counts: after a lost response only another request shows whether there is a version
   * already.
   */
  private ServerVersion createVersion(ModelRegistration registration, String digest)
      throws IOException {
    return server.createOnce(() -> create(registration, digest), () -> of(registration.release()));
  }

  private ServerVersion create(ModelRegistration registration, String digest) throws IOException {
    Map<String, Object> body = new HashMap<>();
    body.put("name", name.value());
    String source = registration.artifact().location().toString().replaceAll("/+$", "");
    body.put("source", source);
    if (LoggedModel.isOne(source)) {
      body.put("model_id", LoggedModel.id(source));
    }
    body.put("run_id", registration.trackedRunId());
    body.put("description", ArtifactTags.description(registration.tags()));
    body.put("tags", KeyValues.of(VersionTags.of(registration, digest)));
    try {
      JsonNode answer = server.create("model-versions/create", body);
      return ServerVersion.parse(answer.path("model_version"));
    } catch (ServerRefusal e) {
      if (e.getMessage().startsWith("Invalid model version source")) {
        throw MlflowErrors.refused(
            "register " + source,
            "the server takes only files that it keeps itself",
            "Set tracking.uri to the same server, or bring there what is kept locally with"
                + " `spendcast publish --to "
                + address
                + "`.");
      }
      throw e;
    }
  }

  private ModelVersion version(int number) throws IOException {
    return find().orElseThrow(() -> StagedVersions.unknown(name, number)).require(number);
  }

  ModelVersion move(StageMove move) throws IOException {
    StageAliases aliases = aliases(move.number());
    StageChange change = read(aliases).staged().after(move);
    change.write(new StageWriter(name, server), aliases);
    return version(move.number());
  }

  private StageAliases aliases(int number) throws IOException {
    return aliases(registered().orElseThrow(() -> StagedVersions.unknown(name, number)));
  }

  private static StageAliases aliases(JsonNode model) {
    Map<String, Integer> numbers = new HashMap<>();
    for (JsonNode alias : model.path("aliases")) {
      numbers.put(alias.path("alias").asText(), alias.path("version").asInt());
    }
    return new StageAliases(numbers);
  }

  void addAliases(Map<String, Integer> numbers) throws IOException {
    Map<String, Integer> known = aliases(1).numbers();
    StageWriter writer = new StageWriter(name, server);
    for (Map.Entry<String, Integer> alias : numbers.entrySet()) {
      if (!known.containsKey(alias.getKey())) {
        writer.point(alias.getKey(), alias.getValue());
      }
    }
  }
}
