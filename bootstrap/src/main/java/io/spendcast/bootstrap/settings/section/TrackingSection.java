package io.spendcast.bootstrap.settings.section;

/**
 * Where runs are recorded.
 *
 * @param uri the tracking store
 * @param experiment the experiment the runs belong to
 */
public record TrackingSection(String uri, String experiment) {
  /** As MLflow's servers have it. */
  private static final int LONGEST = 500;

  /** Checks both. */
  public TrackingSection {
    new Rules()
        .require(
            uri.matches("(file:|https?://).+|databricks(://.+)?"),
            "uri",
            "be file:PATH, http(s)://HOST or databricks",
            Rules.withoutUserInfo(uri))
        .require(
            Rules.withoutUserInfo(uri).equals(uri),
            "uri",
            "hold no user or password",
            Rules.withoutUserInfo(uri))
        .require(!experiment.isBlank(), "experiment", "have a name", experiment)
        .require(
            experiment.length() <= LONGEST && experiment.chars().noneMatch(Character::isISOControl),
            "experiment",
            "be one line of at most %s characters".formatted(LONGEST),
            experiment)
        .require(
            !uri.startsWith("databricks") || experiment.startsWith("/"),
            "experiment",
            "be a path of the workspace such as /Shared/spendcast",
            experiment)
        .check();
  }

  /** Whether a Databricks workspace keeps the runs. */
  public boolean isInWorkspace() {
    return uri.startsWith("databricks");
  }
}
