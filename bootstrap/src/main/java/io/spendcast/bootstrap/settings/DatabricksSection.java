package io.spendcast.bootstrap.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
    new Rules()
        .require(
            isAddress(host),
            "host",
            "be empty or such as https://dbc-1234.cloud.databricks.com",
            Rules.withoutUserInfo(host))
        .require(catalog.matches(NAME), "catalog", "be one name", catalog)
        .require(schema.matches(NAME), "schema", "be one name", schema)
        .require(volume.matches(NAME), "volume", "be one name", volume)
        .require(!nodeType.isBlank(), "node-type", "name a machine", nodeType)
        .require(!runtime.isBlank(), "runtime", "name a Databricks Runtime", runtime)
        .require(secretScope.matches("[\\w.@-]*"), "secret-scope", "be one name", secretScope)
        .require(!job.isBlank(), "job", "have a name", job)
        .check();
  }

  private static boolean isAddress(String host) {
    return host.isEmpty() || host.matches("https?://[^/@\\s]+/?");
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
   * @param runAs a service principal's application id; empty for who deploys
   * @param recipients e-mail addresses, separated by commas
   * @param devHost address of the bundle's target dev; empty for the command line's own
   * @param prodHost the same of prod
   */
  public record Operation(
      String schedule,
      String timeZone,
      String runAs,
      String recipients,
      String devHost,
      String prodHost) {
    /** Checks the forms. */
    public Operation {
      new Rules()
          .require(
              schedule.isEmpty() || schedule.trim().matches("\\S+(\\s+\\S+){5,6}"),
              "schedule",
              "be empty or a Quartz expression such as 0 30 2 ? * MON",
              schedule)
          .require(
              java.time.ZoneId.getAvailableZoneIds().contains(timeZone),
              "time-zone",
              "be a zone such as UTC or Europe/Zurich",
              timeZone)
          .require(
              recipients.isBlank()
                  || recipients.matches(
                      "\\s*[^@,\\s]+@[^@,\\s]+(\\s*,\\s*[^@,\\s]+@[^@,\\s]+)*\\s*"),
              "recipients",
              "be e-mail addresses separated by commas",
              recipients)
          .require(isAddress(devHost), "dev-host", "be an address", Rules.withoutUserInfo(devHost))
          .require(
              isAddress(prodHost), "prod-host", "be an address", Rules.withoutUserInfo(prodHost))
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
