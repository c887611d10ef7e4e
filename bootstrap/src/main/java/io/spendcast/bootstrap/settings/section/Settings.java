package io.spendcast.bootstrap.settings.section;

import io.spendcast.domain.registry.ModelName;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a run is configured to do. Sections and components are named as their keys in {@code
 * conf/spendcast.yaml}, which says what each means.
 *
 * @param lake where the Delta tables are stored
 * @param source where sales come from
 * @param forecast what is forecast
 * @param features which features are built
 * @param training how models are made and judged
 * @param tracking where runs are recorded
 * @param registry where models are registered
 * @param prediction which model predicts
 * @param spark how to open a session of our own
 * @param databricks the workspace to deploy to
 * @param plugins modules that replace adapters
 */
public record Settings(
    String lake,
    SourceSection source,
    ForecastSection forecast,
    FeaturesSection features,
    TrainingSection training,
    TrackingSection tracking,
    RegistrySection registry,
    PredictionSection prediction,
    SparkSection spark,
    DatabricksSection databricks,
    List<String> plugins) {
  private static final Pattern CLASS = Pattern.compile("[\\p{Alpha}_$][\\w$.]*");

  /** Checks that the lake has a place, and copies the list. */
  public Settings {
    plugins = List.copyOf(plugins);
    new Rules()
        .require(!lake.isBlank(), "lake", "name a directory or URI", lake)
        .require(
            plugins.stream().allMatch(CLASS.asMatchPredicate()),
            "plugins",
            "be names of classes, such as com.example.ShopModule",
            plugins)
        .check();
  }

  /** The name of the registered model. */
  public ModelName modelName() {
    return new ModelName(
        registry.model().isEmpty()
            ? source.effectiveName() + "_customer_spend_model"
            : registry.model());
  }

  /** Whether a workspace is named, or runs or models go to one. */
  public boolean speaksToDatabricks() {
    return !databricks.host().isEmpty()
        || !databricks.profile().isEmpty()
        || tracking.uri().startsWith("databricks")
        || registry.uri().startsWith("databricks");
  }
}
