package io.spendcast.adapters.mlflow.server;

import io.spendcast.adapters.mlflow.format.EntryNames;
import io.spendcast.adapters.mlflow.format.ModelDigest;
import io.spendcast.adapters.mlflow.format.ModelDirectory;
import io.spendcast.adapters.mlflow.http.HttpCalls;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.adapters.mlflow.http.Server;
import io.spendcast.domain.card.ArtifactTags;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.StageMove;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Keeps models on an MLflow server; writers take turns by a lock that the server keeps, too. */
public final class ServerRegistry implements ModelRegistry {
  private final Server server;
  private final LocalCopies copies;
  private final Clock clock;

  public ServerRegistry(Server server, LocalCopies copies, Clock clock) {
    this.server = server;
    this.copies = copies;
    this.clock = clock;
  }

  @Override
  public Optional<RegisteredModel> find(ModelName name) {
    EntryNames.checkModel(name.value());
    return MlflowErrors.during(
        "read the model " + name + " at " + server.address(),
        () -> new ServerModel(name, server.calls(), server.address()).find());
  }

  @Override
  public ModelVersion register(ModelRegistration registration) {
    EntryNames.check("tag", registration.tags().keySet());
    EntryNames.checkModel(registration.name().value());
    return MlflowErrors.during(
        "register " + registration.name() + " at " + server.address(),
        () -> {
          HttpCalls calls = server.calls();
          String location = registration.artifact().location().toString();
          String digest = ServerModelFiles.at(location, calls, server.address()).digest();
          return new ServerLock(registration.name(), server, clock)
              .holding(
                  () ->
                      new ServerModel(registration.name(), calls, server.address())
                          .add(registration, digest));
        });
  }

  @Override
  public ModelVersion move(StageMove move) {
    EntryNames.check("tag", move.tags().keySet());
    EntryNames.checkModel(move.name().value());
    return MlflowErrors.during(
        "move version %s of %s to %s".formatted(move.number(), move.name(), move.to().label()),
        () -> {
          HttpCalls calls = server.calls();
          return new ServerLock(move.name(), server, clock)
              .holding(() -> new ServerModel(move.name(), calls, server.address()).move(move));
        });
  }

  /** Gives names that point nowhere yet to versions, where the server has such names. */
  public void addAliases(ModelName name, Map<String, Integer> numbers) {
    MlflowErrors.during(
        "name versions of " + name + " at " + server.address(),
        () -> {
          HttpCalls calls = server.calls();
          new ServerLock(name, server, clock)
              .holding(
                  () -> {
                    new ServerModel(name, calls, server.address()).addAliases(numbers);
                    return numbers;
                  });
          return numbers;
        });
  }

  @Override
  public ModelVersion fetch(ModelVersion version) {
    String location = version.artifact().location().toString();
    return MlflowErrors.during(
        "read the model at " + location,
        () -> {
          ServerModelFiles model = ServerModelFiles.at(location, server.calls(), server.address());
          Path copy = copies.of(location, model::fetch);
          if (ArtifactTags.isOurs(version.tags())) {
            ModelDirectory.requireDigest(version, ModelDigest.of(copy), location);
          }
          return version.at(copy.toUri());
        });
  }
}
