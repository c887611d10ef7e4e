package io.spendcast.bootstrap.settings;

import io.spendcast.domain.registry.ModelName;

/**
 * Where models are registered.
 *
 * @param uri the registry; empty is the tracking store
 * @param model name of the registered model
 * @param promotion {@code gated} or {@code manual}
 * @param approval the tag by which a human lets a version into Production; empty for none
 * @param approvers who that is, as people are told
 */
public record RegistrySection(
    String uri, String model, String promotion, String approval, String approvers) {
  private static final String GATED = "gated";

  /** Checks form and names. */
  public RegistrySection {
    new Rules()
        .require(
            uri.isEmpty() || uri.matches("(file:|https?://).+|databricks(-uc)?(://.+)?"),
            "uri",
            "be empty, file:PATH, http(s)://HOST, databricks or databricks-uc",
            Rules.withoutUserInfo(uri))
        .require(
            Rules.withoutUserInfo(uri).equals(uri),
            "uri",
            "hold no user or password",
            Rules.withoutUserInfo(uri))
        .require(
            !model.isBlank() && !model.contains("/") && !model.contains(":"),
            "model",
            "be a name without / and :",
            model)
        .require(
            promotion.equals(GATED) || promotion.equals("manual"),
            "promotion",
            "be gated or manual",
            promotion)
        .require(
            approval.matches("[A-Za-z0-9_]*"),
            "approval",
            "be the name of a tag: letters, digits and underscores",
            approval)
        .check();
  }

  /** Where a registry can be. */
  public enum Place {
    /** MLflow's files or server. */
    MLFLOW,
    /** Unity Catalog. */
    UNITY_CATALOG,
    /** A Databricks workspace's own registry. */
    WORKSPACE
  }

  /** Where the models are. */
  public Place place() {
    if (uri.startsWith("databricks-uc")) {
      return Place.UNITY_CATALOG;
    }
    return uri.startsWith("databricks") ? Place.WORKSPACE : Place.MLFLOW;
  }

  /** The name of the registered model. */
  public ModelName modelName() {
    return new ModelName(model);
  }

  /** Whether a version that passes the gate goes to Production by itself. */
  public boolean isGated() {
    return promotion.equals(GATED);
  }
}
