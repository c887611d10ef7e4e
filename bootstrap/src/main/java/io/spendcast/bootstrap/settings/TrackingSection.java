package io.spendcast.bootstrap.settings;

/**
 * Where runs are recorded.
 *
 * @param uri the tracking store
 * @param experiment the experiment the runs belong to
 */
public record TrackingSection(String uri, String experiment) {
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
