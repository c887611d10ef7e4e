package io.spendcast.adapters.spark.scoring;

import io.spendcast.domain.training.ModelArtifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** XGBoost's own model file: no Spark class in it, so Python reads it too. */
final class RawBooster implements RawModel {
  private final byte[] model;
  private final List<String> inputs;

  private RawBooster(byte[] model, List<String> inputs) {
    this.model = model;
    this.inputs = inputs;
  }

  static RawBooster read(ModelArtifact artifact) {
    Path path = ModelFiles.existing(artifact, ModelFiles.BOOSTER);
    try {
      return new RawBooster(Files.readAllBytes(path), artifact.inputs());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Dataset<Row> predict(Dataset<Row> rows, String column) {
    StructType schema = rows.schema().add(column, DataTypes.DoubleType, false);
    List<String> columns = Arrays.asList(rows.columns());
    int[] positions = inputs.stream().mapToInt(columns::indexOf).toArray();
    return rows.mapPartitions(new BoosterPartition(model, positions), Encoders.row(schema));
  }
}
