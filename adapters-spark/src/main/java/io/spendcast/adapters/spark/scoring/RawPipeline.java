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
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.sql.Row;

/**
 * A Spark ML pipeline that fills in what is unknown, assembles a vector and applies a regression
 * model. The stages are applied row by row: chained through the columns of one query, those of
 * eight models take longer to plan than to run.
 */
final class RawPipeline implements RawModel {
  private final double[] substitutes;
  private final RegressionModel<Vector, ?> model;

  private RawPipeline(double[] substitutes, RegressionModel<Vector, ?> model) {
    this.substitutes = substitutes;
    this.model = model;
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
    if (stages.length == 3
        && stages[0] instanceof ImputerModel fill
        && stages[1] instanceof VectorAssembler assemble
        && stages[2] instanceof RegressionModel<?, ?> model
        && artifact.inputs().equals(Arrays.asList(fill.getInputCols()))
        && Arrays.equals(fill.getOutputCols(), assemble.getInputCols())) {
      return new RawPipeline(substitutes(fill), ofVectors(model));
    }
    throw new SpendcastException(
        Kind.INVALID,
        "Cannot read the model at %s: its stages are not ImputerModel, VectorAssembler and a regression model on the inputs %s."
            .formatted(artifact.location(), artifact.inputs()),
        "Register a model that this version of Spendcast trained.");
  }

  private static double[] substitutes(ImputerModel fill) {
    Row row = fill.surrogateDF().select("*").first();
    return Arrays.stream(fill.getInputCols())
        .mapToDouble(name -> row.getDouble(row.fieldIndex(name)))
        .toArray();
  }

  /** Every regression model of Spark ML reads vectors, though its type does not say so here. */
  @SuppressWarnings("unchecked")
  private static RegressionModel<Vector, ?> ofVectors(RegressionModel<?, ?> model) {
    return (RegressionModel<Vector, ?>) model;
  }

  @Override
  public double[] predict(double[][] rows) {
    return Arrays.stream(rows)
        .mapToDouble(row -> model.predict(Vectors.dense(filled(row))))
        .toArray();
  }

  private double[] filled(double[] row) {
    return IntStream.range(0, row.length)
        .mapToDouble(i -> Double.isNaN(row[i]) ? substitutes[i] : row[i])
        .toArray();
  }
}
