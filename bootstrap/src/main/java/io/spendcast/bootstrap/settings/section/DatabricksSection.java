package io.spendcast.bootstrap.settings.section;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The workspace to deploy to.
 *
 * @param host its address; empty is what the SDK finds by itself
 * @param profile a profile of the SDK's file; empty for its default
 * @param catalog Unity Catalog's catalog
 * @param schema and its schema
 * @param volume a volume of that schema
 * @param jar the deployable jar, here or where clusters read it
 * @param nodeType the machines of the clusters
 * @param runtime the Databricks Runtime
 * @param secretScope where clusters find a service principal's credentials; empty for none
 * @param job recognises the job
 * @param tasks how the tasks are configured
 * @param operation when and as whom the job runs
 * @param cluster further fields of the job's clusters
 */
public record DatabricksSection(
    String host,
    String profile,
    String catalog,
    String schema,
    String volume,
    String jar,
    String nodeType,
    String runtime,
    String secretScope,
    String job,
    Tasks tasks,
    Operation operation,
    Map<String, Object> cluster) {
  private static final String NAME = "[^\\s./`]+";

  /** Checks names and address. */
  public DatabricksSection {
    cluster = Map.copyOf(cluster);
    host = withScheme(host);
    new Rules()
        .require(
            isAddress(host),
            "host",
            "be empty or such as https://dbc-1234.cloud.databricks.com",
            Rules.withoutUserInfo(host))
        .require(catalog.matches(NAME), "catalog", "be one name", catalog)
        .require(schema.matches(NAME), "schema", "be one name", schema)
        .require(volume.matches(NAME), "volume", "be one name", volume)
        .require(!runtime.isBlank(), "runtime", "name a Databricks Runtime", runtime)
        .require(secretScope.matches("[\\w.@-]*"), "secret-scope", "be one name", secretScope)
        .require(!job.isBlank(), "job", "have a name", job)
        .check();
  }

  private static boolean isAddress(String host) {
    return host.isEmpty() || host.matches("https?://[^/@\\s]+/?");
  }

  /** Platforms say their own address without how to speak to it. */
  private static String withScheme(String host) {
    String bare = host.replaceAll("[/?].*", "");
    return host.matches("[\\w.-]+(:\\d+)?/?(\\?o=\\d+)?") ? "https://" + bare : host;
  }

  /** Without the cluster's values, which may be secret. */
  @Override
  public String toString() {
    return "DatabricksSection[host=%s, catalog=%s, schema=%s, job=%s, cluster=%s]"
        .formatted(host, catalog, schema, job, cluster.keySet());
  }

  /**
   * How the tasks are configured.
   *
   * @param profile their profile
   * @param config a file of settings where clusters read it; empty for none
   */
  public record Tasks(String profile, String config) {
    /** Checks the profile. */
    public Tasks {
      new Rules()
          .require(
              List.of("databricks", "databricks-mounts").contains(profile),
              "profile",
              "be databricks or databricks-mounts",
              profile)
          .check();
    }
  }

  /**
   * How the job is operated.
   *
   * @param schedule a Quartz expression; empty for none
   * @param timeZone of the schedule
   * @param trigger a trigger in the words of the Jobs API, in place of the schedule; empty for none
   * @param runAs a service principal's application id or a user's address; empty for who deploys
   * @param recipients e-mail addresses, separated by commas
   * @param retries of every task but training
   * @param taskHours after which a task is ended
   * @param jobHours after which a run is ended
   * @param lateHours after which the recipients get a message that a run is late
   * @param devHost address of the bundle's target dev; empty for the command line's own
   * @param stagingHost the same of staging
   * @param prodHost the same of prod
   */
  public record Operation(
      String schedule,
      String timeZone,
      Map<String, Object> trigger,
      String runAs,
      String recipients,
      int retries,
      int taskHours,
      int jobHours,
      int lateHours,
      String devHost,
      String stagingHost,
      String prodHost) {
    private static final String ADDRESS = "[^@,\\s]+@[^@,\\s]+";
    private static final String AN_ADDRESS = "be an address";

    /** Checks the forms. */
    public Operation {
      trigger = Map.copyOf(trigger);
      Optional<String> wrong =
          schedule.isEmpty() ? Optional.empty() : QuartzExpression.problem(schedule);
      new Rules()
          .require(
              wrong.isEmpty(),
              "schedule",
              "be empty or a Quartz expression such as 0 30 2 ? * MON"
                  + wrong.map(why -> " (" + why + ")").orElse(""),
              schedule)
          .require(
              java.time.ZoneId.getAvailableZoneIds().contains(timeZone),
              "time-zone",
              "be a zone such as UTC or Europe/Zurich",
              timeZone)
          .require(
              runAs.isEmpty()
                  || runAs.matches(ADDRESS)
                  || runAs.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
              "run-as",
              "be empty, a user's address, or a service principal's application id",
              runAs)
          .require(
              recipients.isBlank()
                  || recipients.matches("\\s*%1$s(\\s*,\\s*%1$s)*\\s*".formatted(ADDRESS)),
              "recipients",
              "be e-mail addresses separated by commas",
              recipients)
          .require(retries >= 0, "retries", "be 0 or more", retries)
          .require(taskHours > 0, "task-hours", "be 1 or more", taskHours)
          .require(jobHours >= taskHours, "job-hours", "be no less than task-hours", jobHours)
          .require(lateHours > 0, "late-hours", "be 1 or more", lateHours)
          .require(isAddress(devHost), "dev-host", AN_ADDRESS, Rules.withoutUserInfo(devHost))
          .require(
              isAddress(stagingHost),
              "staging-host",
              AN_ADDRESS,
              Rules.withoutUserInfo(stagingHost))
          .require(isAddress(prodHost), "prod-host", AN_ADDRESS, Rules.withoutUserInfo(prodHost))
          .check();
    }

    /** The addresses one by one. */
    public List<String> recipientList() {
      return Arrays.stream(recipients.split(",", -1))
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .toList();
    }
  }
}
