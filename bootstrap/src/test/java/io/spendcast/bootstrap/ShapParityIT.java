package io.spendcast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.adapters.spark.scoring.SavedModels;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LazySession;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.forecast.Contributions;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.forecast.TreeModel;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.ModelFormat;
import io.spendcast.testkit.mlflow.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reasons, held against Python's shap on the same booster, which Python trained. */
final class ShapParityIT {
  private static final int INPUTS = 8;
  private static final double LARGEST = 1e-5;

  @TempDir private static Path directory;

  @BeforeAll
  static void ask_python() {
    PythonEnvironment.orSkip("shap-0.51.0")
        .run(
            directory,
            Path.of("src/test/python/shap_values.py").toAbsolutePath().toString(),
            directory.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "log"})
  void contributions_are_those_of_shap(String link) throws IOException {
    TreeModel model = (TreeModel) model(directory.resolve(link)).model();
    JsonNode shap =
        new JsonMapper().readTree(directory.resolve(link).resolve("shap.json").toFile());
    double largest = 0;
    for (int row = 0; row < shap.get("rows").size(); row++) {
      Contributions found = model.sums(inputs(shap.get("rows").get(row)));
      assertThat(found.base()).isCloseTo(shap.get("base").asDouble(), within(1e-4));
      for (int input = 0; input < INPUTS; input++) {
        double expected = shap.get("values").get(row).get(input).asDouble();
        assertThat(found.of(input)).isCloseTo(expected, within(tolerance(expected)));
        largest = Math.max(largest, Math.abs(found.of(input) - expected));
      }
    }
    System.getLogger("shap")
        .log(
            System.Logger.Level.INFO,
            "link={0} rows={1} largest={2} shap={3}",
            link,
            shap.get("rows").size(),
            Double.toString(largest),
            shap.get("shap").asText());
  }

  /** shap computes in single precision, whose step grows with the number. */
  private static double tolerance(double expected) {
    return LARGEST * Math.max(1, Math.abs(expected));
  }

  private static double[] inputs(JsonNode row) {
    return IntStream.range(0, INPUTS)
        .mapToDouble(i -> row.get(i).isNull() ? Double.NaN : row.get(i).asDouble())
        .toArray();
  }

  private static PortableModel model(Path place) {
    return SavedModels.portable(
        new ModelArtifact(
            place.toUri(),
            ModelFormat.XGBOOST_BOOSTER,
            List.of("a", "b", "c", "d", "e", "f", "g", "h"),
            Fingerprint.of("some")),
        new Lake(new LazySession("no master", Map.of()), place.toString()).shared());
  }
}
