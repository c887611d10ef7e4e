package io.spendcast.adapters.databricks;

import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.testkit.ModelFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** A model to be registered, and clocks. */
final class RegistryFixture {
  static final ModelName NAME = new ModelName("spend");

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private RegistryFixture() {}

  static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  /** When a lock that a crash left is old. */
  static Clock later() {
    return Clock.offset(clock(), Duration.ofMinutes(10));
  }

  static ModelRegistration registration(Path directory, String release) {
    ModelArtifact model = ModelFiles.booster(directory.resolve(release), "content of " + release);
    DescribedModels.write(
        directory.resolve(release).resolve("MLmodel"),
        "flavors: {xgboost: {data: model.ubj}}\nsignature: {inputs: '[]', outputs: '[]'}\n");
    return new ModelRegistration(
        NAME, release, "run-" + release, model, Map.of("spendcast.verdict", "SKILL"));
  }
}
