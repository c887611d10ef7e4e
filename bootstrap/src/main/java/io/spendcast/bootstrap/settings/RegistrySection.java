package io.spendcast.bootstrap.settings;

import io.spendcast.domain.registry.ModelName;

/**
 * Where models are registered.
 *
 * @param uri the registry; empty is the tracking store
 * @param model name of the registered model
 * @param promotion {@code gated} or {@code manual}
 */
public record RegistrySection(String uri, String model, String promotion) {
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
        .check();
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
