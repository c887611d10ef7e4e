package io.spendcast.adapters.spark.scoring;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.training.ModelArtifact;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The layout of a model's directory; the names are those of MLflow's model format. The directory is
 * one of this machine.
 */
public final class ModelFiles {
  /** What Spark ML's {@code PipelineModel} writes. */
  public static final String PIPELINE = "sparkml";

  /** What XGBoost writes, in its binary JSON. */
  public static final String BOOSTER = "model.ubj";

  private ModelFiles() {}

  /** A file or directory of a model; {@code NOT_FOUND} if it is gone. */
  static Path existing(ModelArtifact artifact, String name) {
    Path path = Path.of(artifact.location()).resolve(name);
    if (!Files.exists(path)) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot read the model at %s: it has no %s.".formatted(artifact.location(), name),
          "Train and register it again.");
    }
    return path;
  }
}
