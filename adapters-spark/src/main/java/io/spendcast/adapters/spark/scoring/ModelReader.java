package io.spendcast.adapters.spark.scoring;

import io.spendcast.adapters.spark.table.SharedDirectory;
import io.spendcast.adapters.spark.table.SparkPaths;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.forecast.ForecastFile;
import io.spendcast.domain.forecast.ForecastModel;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.training.ModelArtifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;

/**
 * Reads models from their files: the portable one, or what the library wrote where there is none,
 * as in models of earlier versions and of Python.
 *
 * @param shared what every machine of the session reaches
 */
record ModelReader(SharedDirectory shared) {
  RowModel read(ModelArtifact artifact) {
    try {
      return portable(artifact)
          .<RowModel>map(PortableRows::new)
          .orElseGet(() -> new NativeBooster(booster(artifact)));
    } catch (IllegalArgumentException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot read the model at %s: %s.".formatted(artifact.location(), e.getMessage()),
          "Register a model that this version of Spendcast trained.",
          e);
    }
  }

  private Optional<PortableModel> portable(ModelArtifact artifact) {
    Path file = Path.of(artifact.location()).resolve(ForecastFile.NAME);
    if (Files.exists(file)) {
      return Optional.of(same(artifact, ForecastFile.read(text(file))));
    }
    Optional<? extends ForecastModel> model =
        switch (artifact.format()) {
          case SPARK_PIPELINE -> Optional.of(pipeline(artifact));
          case XGBOOST_BOOSTER -> BoosterReader.find(NativeBooster.open(booster(artifact)));
        };
    return model.map(read -> new PortableModel(artifact.inputs(), artifact.features(), read));
  }

  private static PortableModel same(ModelArtifact artifact, PortableModel model) {
    if (!model.inputs().equals(artifact.inputs())
        || !model.features().equals(artifact.features())) {
      throw new IllegalArgumentException(
          "its %s is of a model with other inputs".formatted(ForecastFile.NAME));
    }
    return model;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] booster(ModelArtifact artifact) {
    try {
      return Files.readAllBytes(ModelFiles.existing(artifact, ModelFiles.BOOSTER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ForecastModel pipeline(ModelArtifact artifact) {
    Path path = ModelFiles.existing(artifact, ModelFiles.PIPELINE);
    try {
      // Spark ML reads patterns.
      return shared.lend(
          path,
          place ->
              PipelineReader.read(
                  artifact.inputs(), PipelineModel.load(SparkPaths.literal(place))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
