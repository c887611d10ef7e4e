package io.spendcast.adapters.mlflow;

import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.testkit.ModelFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process with little memory that sends a large model to a server and fetches it again. */
public final class SmallProcess {
  private SmallProcess() {}

  public static void main(String[] arguments) throws IOException {
    Path scratch = Path.of(arguments[1]);
    long bytes = Long.parseLong(arguments[2]);
    MlflowConfig config = new MlflowConfig(arguments[0], "", "large models", Map.of());
    try (MlflowAdapters mlflow = MlflowAdapters.open(config, Clock.systemUTC())) {
      TrackedRun run = mlflow.tracker().record(run(scratch, bytes));
      ModelVersion version =
          mlflow
              .registry()
              .register(
                  new ModelRegistration(
                      new ModelName("large"),
                      run.id(),
                      run.id(),
                      run.model().orElseThrow(),
                      Map.of()));
      Path fetched = Path.of(mlflow.registry().fetch(version).artifact().location());
      if (Files.size(fetched.resolve("model.ubj")) != bytes) {
        throw new IOException("what came back has another size");
      }
    }
  }

  private static RunRecord run(Path scratch, long bytes) throws IOException {
    var model = ModelFiles.booster(scratch, "");
    try (RandomAccessFile file =
        new RandomAccessFile(scratch.resolve("model.ubj").toFile(), "rw")) {
      file.setLength(bytes);
    }
    Instant now = Instant.parse("2026-11-23T09:00:00Z");
    return new RunRecord(
        scratch.toString(),
        "large",
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        Optional.of(model),
        now,
        now);
  }
}
