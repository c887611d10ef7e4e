package io.spendcast.adapters.mlflow.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What a Python user installs to load a model.
 *
 * @param python the interpreter
 * @param mlflow the version whose format is written
 * @param pyspark the same as the Spark that trains
 * @param xgboost the same as the XGBoost that trains
 */
record PythonVersions(String python, String mlflow, String pyspark, String xgboost) {
  /** As the build was made. */
  static PythonVersions ofBuild() {
    Properties versions = new Properties();
    try (InputStream file = PythonVersions.class.getResourceAsStream("python.properties")) {
      versions.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PythonVersions(
        versions.getProperty("python"),
        versions.getProperty("mlflow"),
        versions.getProperty("pyspark"),
        versions.getProperty("xgboost"));
  }
}
