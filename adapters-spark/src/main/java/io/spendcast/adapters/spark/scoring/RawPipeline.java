package io.spendcast.adapters.spark.scoring;

import io.spendcast.adapters.spark.table.SharedDirectory;
import io.spendcast.adapters.spark.table.SparkPaths;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.training.ModelArtifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;

/**
 * A Spark ML pipeline of the stages that models are made of here. They are applied row by row:
 * chained through the columns of one query, those of ten models take longer to plan than to run.
 */
final class RawPipeline implements RawModel {
  private final List<RawStage> stages;
  private final int places;
  private final int prediction;

  private RawPipeline(List<RawStage> stages, int places, int prediction) {
    this.stages = stages;
    this.places = places;
    this.prediction = prediction;
  }

  static RawPipeline read(ModelArtifact artifact, SharedDirectory shared) {
    Path path = ModelFiles.existing(artifact, ModelFiles.PIPELINE);
    try {
      // Spark ML reads patterns.
      return shared.lend(
          path, place -> of(artifact, PipelineModel.load(SparkPaths.literal(place)).stages()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads all that it needs of the stages, of which one looks into its files late. */
  private static RawPipeline of(ModelArtifact artifact, Transformer[] stages) {
    try {
      StageReader reader = new StageReader(artifact.inputs());
      List<RawStage> steps = Arrays.stream(stages).map(reader::read).toList();
      return new RawPipeline(steps, reader.places(), reader.prediction());
    } catch (IllegalArgumentException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot read the model at %s: %s.".formatted(artifact.location(), e.getMessage()),
          "Register a model that this version of Spendcast trained.",
          e);
    }
  }

  @Override
  public double[] predict(double[][] rows) {
    return Arrays.stream(rows).mapToDouble(this::predict).toArray();
  }

  private double predict(double[] row) {
    double[][] values = new double[places][];
    for (int input = 0; input < row.length; input++) {
      values[input] = new double[] {row[input]};
    }
    stages.forEach(stage -> stage.apply(values));
    return values[prediction][0];
  }
}
