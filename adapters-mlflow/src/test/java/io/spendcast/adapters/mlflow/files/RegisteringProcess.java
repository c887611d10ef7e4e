package io.spendcast.adapters.mlflow.files;

import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.testkit.ModelFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A process of its own that registers versions. */
final class RegisteringProcess {
  private RegisteringProcess() {}

  public static void main(String[] arguments) {
    Path parent = Path.of(arguments[0]);
    Store store = new Store(parent.resolve("mlruns"));
    FileStoreRegistry registry = new FileStoreRegistry(store, Clock.systemUTC());
    ModelArtifact model = ModelFiles.booster(parent.resolve(arguments[1]), "trees");
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      String release = arguments[1] + i;
      registry.register(
          new ModelRegistration(new ModelName("spend"), release, "9f", model, Map.of()));
    }
  }
}
