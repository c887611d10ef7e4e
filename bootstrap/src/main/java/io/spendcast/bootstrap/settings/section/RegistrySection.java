package io.spendcast.bootstrap.settings.section;

import io.spendcast.domain.promotion.PromotionPolicy;
import java.util.regex.Pattern;

/**
 * Where models are registered.
 *
 * @param uri the registry; empty is the tracking store
 * @param model name of the registered model; empty to name it by the source
 * @param promotion whether the gate promotes by itself ("gated") or a person does ("manual")
 * @param approval the tag by which a human lets a version into Production; empty for none
 * @param approvers who that is, in words
 * @param gate what the gate before Production tolerates
 */
public record RegistrySection(
    String uri, String model, String promotion, String approval, String approvers, Gate gate) {
  private static final String GATED = "gated";

  /** What every registry keeps under the same name: it is also the name of a directory. */
  private static final Pattern MODEL = Pattern.compile("(?!\\.{1,2}$)[\\w\\-. ]{1,250}");

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
            model.isEmpty() || (MODEL.matcher(model).matches() && !model.isBlank()),
            "model",
            "be empty, or at most 250 letters from a to z, digits, blanks and any of _ - .",
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

  /** Whether a version that passes the gate goes to Production by itself. */
  public boolean isGated() {
    return promotion.equals(GATED);
  }

  /**
   * The gate before Production.
   *
   * @param totalSpendTolerance how far the total may be off, as a share of it
   * @param inferiorityMargin how much worse than the Production model is still tolerated
   * @param staleAfterDays when a Production model is stale
   */
  public record Gate(double totalSpendTolerance, double inferiorityMargin, int staleAfterDays) {
    /** Checks ranges. */
    public Gate {
      new Rules()
          .require(
              totalSpendTolerance > 0 && totalSpendTolerance <= 1,
              "total-spend-tolerance",
              "be above 0 and at most 1",
              totalSpendTolerance)
          .require(
              inferiorityMargin >= 0 && inferiorityMargin <= 1,
              "inferiority-margin",
              "be 0 to 1",
              inferiorityMargin)
          .require(staleAfterDays >= 1, "stale-after-days", "be at least 1", staleAfterDays)
          .check();
    }

    /** The same as the rule of the domain. */
    public PromotionPolicy policy() {
      return new PromotionPolicy(totalSpendTolerance, inferiorityMargin, staleAfterDays);
    }
  }
}
