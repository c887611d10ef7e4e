package io.spendcast.bootstrap.wiring;

import io.spendcast.adapters.databricks.DatabricksConfig;
import io.spendcast.adapters.mlflow.MlflowConfig;
import io.spendcast.adapters.spark.SparkConfig;
import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.settings.DatabricksSection;
import io.spendcast.bootstrap.settings.Settings;

/** What each adapter module needs to know of the settings. */
final class AdapterConfigs {
  /** Credentials are never settings: the SDK finds them by itself. */
  private static final String NO_TOKEN = "";

  private AdapterConfigs() {}

  static SparkConfig spark(Settings settings) {
    return new SparkConfig(
        settings.lake(),
        new SparkConfig.Source(
            settings.source().kind(),
            settings.source().tpcds().scale(),
            settings.source().planted().world(),
            settings.source().tables().entries(),
            settings.source().contracts().rules()),
        settings.spark().master(),
        settings.spark().conf(),
        SparkConfig.defaultScratch());
  }

  static MlflowConfig mlflow(Settings settings) {
    return new MlflowConfig(
        settings.tracking().uri(),
        settings.registry().uri(),
        settings.tracking().experiment(),
        new MlflowConfig.Access(ConfigLoader.mlflowEnvironment()));
  }

  static DatabricksConfig databricks(DatabricksSection settings) {
    return new DatabricksConfig(
        settings.host(),
        NO_TOKEN,
        settings.catalog(),
        settings.schema(),
        settings.jar(),
        settings.nodeType(),
        settings.runtime(),
        settings.job(),
        settings.cluster());
  }
}
