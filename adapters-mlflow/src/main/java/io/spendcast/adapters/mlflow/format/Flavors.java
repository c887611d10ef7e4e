package io.spendcast.adapters.mlflow.format;

import io.spendcast.domain.training.ModelFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways in which Python loads a model. */
final class Flavors {
  static final String SPARK_DATA = "sparkml";
  static final String XGBOOST_DATA = "model.ubj";

  private final PythonVersions versions;

  Flavors(PythonVersions versions) {
    this.versions = versions;
  }

  /** The file or directory that holds all of a model. */
  static String data(ModelFormat format) {
    return switch (format) {
      case SPARK_PIPELINE -> SPARK_DATA;
      case XGBOOST_BOOSTER -> XGBOOST_DATA;
    };
  }

  Map<String, Object> of(ModelFormat format) {
    Map<String, Object> flavors = new LinkedHashMap<>();
    switch (format) {
      case SPARK_PIPELINE -> {
        flavors.put("spark", spark());
        flavors.put("python_function", pythonFunction("mlflow.spark", SPARK_DATA));
      }
      case XGBOOST_BOOSTER -> {
        flavors.put("xgboost", xgboost());
        flavors.put("python_function", pythonFunction("mlflow.xgboost", XGBOOST_DATA));
      }
    }
    return flavors;
  }

  /** What must be installed. */
  List<String> requirements(ModelFormat format) {
    String mlflow = "mlflow==" + versions.mlflow();
    return switch (format) {
      case SPARK_PIPELINE -> List.of(mlflow, "pyspark==" + versions.pyspark());
      // This XGBoost takes a frame of pandas 3 for a matrix without names, and refuses it.
      case XGBOOST_BOOSTER -> List.of(mlflow, "xgboost==" + versions.xgboost(), "pandas<3");
    };
  }

  private Map<String, Object> spark() {
    Map<String, Object> flavor = new LinkedHashMap<>();
    flavor.put("pyspark_version", versions.pyspark());
    flavor.put("model_data", SPARK_DATA);
    flavor.put("model_class", "pyspark.ml.pipeline.PipelineModel");
    flavor.put("code", null);
    return flavor;
  }

  private Map<String, Object> xgboost() {
    Map<String, Object> flavor = new LinkedHashMap<>();
    flavor.put("xgb_version", versions.xgboost());
    flavor.put("data", XGBOOST_DATA);
    flavor.put("model_class", "xgboost.core.Booster");
    flavor.put("model_format", "ubj");
    flavor.put("code", null);
    return flavor;
  }

  private Map<String, Object> pythonFunction(String loader, String data) {
    Map<String, Object> flavor = new LinkedHashMap<>();
    flavor.put("loader_module", loader);
    flavor.put("data", data);
    flavor.put("python_version", versions.python());
    flavor.put("env", Map.of("conda", "conda.yaml", "virtualenv", "python_env.yaml"));
    return flavor;
  }
}
