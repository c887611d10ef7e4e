package io.spendcast.adapters.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.mlflow.format.Aliases;
import io.spendcast.adapters.mlflow.format.KeyValues;
import io.spendcast.adapters.mlflow.format.Locations;
import io.spendcast.adapters.mlflow.format.LoggedModel;
import io.spendcast.adapters.mlflow.format.VersionTags;
import io.spendcast.adapters.mlflow.http.HttpCalls;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.adapters.mlflow.http.NoResponse;
import io.spendcast.adapters.mlflow.http.ServerAddress;
import io.spendcast.adapters.mlflow.http.ServerRefusal;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.card.ArtifactTags;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.StageMove;
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
    return model.isPresent() ? Optional.of(read(Aliases.parse(model.get()))) : Optional.empty();
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

  private RegisteredModel read(Aliases aliases) throws IOException {
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
    return find().flatMap(model -> model.version(number)).orElseThrow(() -> unknown(number));
  }

  private SpendcastException unknown(int number) {
    return new SpendcastException(
        Kind.NOT_FOUND,
        "Cannot find version %s of %s.".formatted(number, name),
        "Register a version first, or name one that the command models shows.");
  }

  ModelVersion move(StageMove move) throws IOException {
    Aliases aliases = Aliases.parse(registered().orElseThrow(() -> unknown(move.number())));
    RegisteredModel model = read(aliases);
    ModelVersion version = model.version(move.number()).orElseThrow(() -> unknown(move.number()));
    boolean stays = version.stage() == move.to();
    if (!stays) {
      requireExpected(move, model);
    }
    StageWriter writer = new StageWriter(name, server, aliases);
    writer.tag(move.number(), move.tags());
    if (!stays) {
      writer.put(move.number(), move.to(), model.in(move.to()));
    }
    writer.alias(move.number(), move.to(), stays ? Optional.empty() : model.in(move.to()));
    return version(move.number());
  }

  void addAliases(Map<String, Integer> numbers) throws IOException {
    Aliases aliases = Aliases.parse(registered().orElseThrow(() -> unknown(1)));
    StageWriter writer = new StageWriter(name, server, aliases);
    for (Map.Entry<String, Integer> alias : numbers.entrySet()) {
      if (!aliases.numbers().containsKey(alias.getKey())) {
        writer.add(alias.getKey(), alias.getValue());
      }
    }
  }

  private void requireExpected(StageMove move, RegisteredModel model) {
    Optional<Integer> holder = model.in(move.to()).map(ModelVersion::number);
    if (move.to().isExclusive() && !holder.equals(move.expectedHolder())) {
      throw new SpendcastException(
          Kind.CONFLICT,
          "Cannot move version %s of %s to %s: held by %s, expected %s."
              .formatted(
                  move.number(),
                  name,
                  move.to().label(),
                  holder.stream().toList(),
                  move.expectedHolder().stream().toList()),
          "Look at the versions with the command models, then decide again.");
    }
  }
}
