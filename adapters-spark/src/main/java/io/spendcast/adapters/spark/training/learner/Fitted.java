package io.spendcast.adapters.spark.training.learner;

import io.spendcast.adapters.spark.scoring.ModelFiles;
import io.spendcast.adapters.spark.scoring.PipelineReader;
import io.spendcast.adapters.spark.table.SharedDirectory;
import io.spendcast.domain.forecast.ForecastModel;
import io.spendcast.domain.training.ModelFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;

/**
 * A model in memory, ready to be saved.
 *
 * @param format what its files will be
 * @param files writes them into a directory
 * @param model what they predict, without the library that writes them
 * @param importances share of each input in the model's decisions, not yet summing to 1
 * @param findings what the fit found out that belongs to its record, text by name
 * @param curves its measures step by step, by name
 */
public record Fitted(
    ModelFormat format,
    Files files,
    ForecastModel model,
    Map<String, Double> importances,
    Map<String, String> findings,
    Map<String, List<Double>> curves) {
  /** Writes the files of a model. */
  @FunctionalInterface
  public interface Files {
    /** Writes them into the directory; what Spark writes goes through the shared one. */
    void write(Path directory, SharedDirectory shared) throws IOException;
  }

  /** A model that Spark ML saves. */
  static Fitted pipeline(
      TrainingRows rows,
      PipelineModel pipeline,
      Map<String, Double> importances,
      Map<String, String> findings) {
    Files files =
        (directory, shared) ->
            shared.bring(directory.resolve(ModelFiles.PIPELINE), place -> save(pipeline, place));
    return new Fitted(
        ModelFormat.SPARK_PIPELINE,
        files,
        PipelineReader.read(rows.inputs(), pipeline),
        importances,
        findings,
        Map.of());
  }

  private static void save(PipelineModel pipeline, String place) {
    try {
      pipeline.write().overwrite().save(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
