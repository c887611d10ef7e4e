package io.spendcast.adapters.spark.scoring;

import static org.apache.spark.sql.functions.col;

import io.spendcast.domain.training.ModelArtifact;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A Spark ML pipeline whose last stage fills the column {@code prediction}. */
record RawPipeline(PipelineModel pipeline) implements RawModel {
  private static final String PREDICTION = "prediction";

  /** A bare path would be looked up on the cluster's default file system. */
  static RawPipeline read(ModelArtifact artifact) {
    Path path = ModelFiles.existing(artifact, ModelFiles.PIPELINE);
    return new RawPipeline(PipelineModel.load(path.toUri().toString()));
  }

  /** Drops what the stages add in between, so that the next pipeline finds the same columns. */
  @Override
  public Dataset<Row> predict(Dataset<Row> rows, String column) {
    Stream<Column> before = Arrays.stream(rows.columns()).map(name -> col(name));
    Stream<Column> prediction = Stream.of(col(PREDICTION).as(column));
    return pipeline
        .transform(rows)
        .select(Stream.concat(before, prediction).toArray(Column[]::new));
  }
}
