package io.spendcast.adapters.databricks;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.catalog.EffectivePrivilege;
import com.databricks.sdk.service.catalog.Privilege;
import com.databricks.sdk.service.compute.SparkVersion;
import com.databricks.sdk.service.iam.MeRequest;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Preflight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the workspace: who we are there, and what we may do with the catalog. */
final class WorkspacePreflight implements Preflight {
  private static final String CLUSTER_TOKEN = "runtime";

  private final Supplier<WorkspaceClient> client;
  private final Place place;

  /**
   * Where our things lie.
   *
   * @param catalog the catalog
   * @param schema its schema, of tables and models
   * @param volumes the volumes of the lake and the jar, with three names each
   * @param runtime the runtime of the job's clusters
   */
  record Place(String catalog, String schema, Set<String> volumes, String runtime) {
    Place {
      volumes = Set.copyOf(volumes);
    }

    /** The volume of a path such as {@code /Volumes/main/spendcast/lake/raw}, if it is in one. */
    static Stream<String> volume(String path) {
      String[] names = path.split("/", -1);
      return names.length > 4 && names[1].equals("Volumes")
          ? Stream.of("%s.%s.%s".formatted(names[2], names[3], names[4]))
          : Stream.empty();
    }
  }

  WorkspacePreflight(Supplier<WorkspaceClient> client, Place place) {
    this.client = client;
    this.place = place;
  }

  @Override
  public List<Finding> findings() {
    try {
      WorkspaceClient workspace = reading("reach the workspace", client);
      String us = reading("reach the workspace", () -> name(workspace));
      return found(workspace, us);
    } catch (SpendcastException e) {
      // Whoever cannot come in has nothing else to look at.
      return List.of(Finding.of("Databricks workspace", e));
    }
  }

  private static String name(WorkspaceClient workspace) {
    return workspace.currentUser().me(new MeRequest()).getUserName();
  }

  private List<Finding> found(WorkspaceClient workspace, String us) {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.pass("Databricks workspace " + workspace.config().getHost()));
    findings.add(credentials(workspace));
    findings.add(runtime(workspace));
    findings.add(
        rights(
            "catalog " + place.catalog(),
            () -> workspace.catalogs().get(place.catalog()).getOwner(),
            new Wanted(workspace, us, "catalog", place.catalog(), Set.of(Privilege.USE_CATALOG))));
    String schema = place.catalog() + "." + place.schema();
    findings.add(
        rights(
            "schema " + schema,
            () -> workspace.schemas().get(schema).getOwner(),
            new Wanted(
                workspace,
                us,
                "schema",
                schema,
                Set.of(Privilege.USE_SCHEMA, Privilege.CREATE_TABLE, Privilege.CREATE_MODEL))));
    place.volumes().stream()
        .sorted()
        .map(volume -> volume(workspace, us, volume))
        .forEach(findings::add);
    return findings;
  }

  private static Finding volume(WorkspaceClient workspace, String us, String volume) {
    return rights(
        "volume " + volume,
        () -> workspace.volumes().read(volume).getOwner(),
        new Wanted(
            workspace,
            us,
            "volume",
            volume,
            Set.of(Privilege.READ_VOLUME, Privilege.WRITE_VOLUME)));
  }

  /** The token of a cluster lasts about an hour and is not renewed. */
  private static Finding credentials(WorkspaceClient workspace) {
    String type = workspace.config().getAuthType();
    String what = "credentials of type " + type;
    return CLUSTER_TOKEN.equals(type)
        ? Finding.warn(
            what,
            "They last about an hour: for longer runs give the job a service principal with OAuth,"
                + " by DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET from a secret scope.")
        : Finding.pass(what);
  }

  private Finding runtime(WorkspaceClient workspace) {
    String what = "Databricks Runtime %s for the job".formatted(place.runtime());
    return Finding.checking(
        what,
        () -> {
          Set<String> offered =
              reading(
                  "list the runtimes",
                  () ->
                      workspace.clusters().sparkVersions().getVersions().stream()
                          .map(SparkVersion::getKey)
                          .collect(Collectors.toSet()));
          return offered.contains(place.runtime())
              ? Finding.pass(what)
              : Finding.fail(
                  what,
                  "The workspace does not offer it: set databricks.runtime to %s."
                      .formatted(usable(offered)));
        });
  }

  private static String usable(Set<String> offered) {
    List<String> fitting = offered.stream().filter(Runtimes::isSupported).sorted().toList();
    return fitting.isEmpty()
        ? Runtimes.names() + ", of which it has none"
        : String.join(" or ", fitting);
  }

  /** Privileges that somebody needs on something. */
  private record Wanted(
      WorkspaceClient workspace,
      String us,
      String type,
      String fullName,
      Set<Privilege> privileges) {
    /**
     * Those that are not granted, as far as can be seen: a group's are not counted as its members'.
     */
    Set<Privilege> missing() {
      Set<Privilege> missing = EnumSet.copyOf(privileges);
      Set<Privilege> granted =
          Stream.ofNullable(
                  workspace.grants().getEffective(type, fullName).getPrivilegeAssignments())
              .flatMap(Collection::stream)
              .filter(grant -> grant.getPrincipal().equals(us) || isForAll(grant.getPrincipal()))
              .flatMap(grant -> grant.getPrivileges().stream())
              .map(EffectivePrivilege::getPrivilege)
              .collect(Collectors.toSet());
      if (granted.contains(Privilege.ALL_PRIVILEGES)) {
        return Set.of();
      }
      missing.removeAll(granted);
      return missing;
    }

    private static boolean isForAll(String principal) {
      return principal.equals("account users");
    }
  }

  /** An owner may do everything; who is not sees what is granted to him and to all. */
  private static Finding rights(String what, Supplier<String> owner, Wanted wanted) {
    try {
      return wanted.us().equals(reading("look at " + what, owner))
          ? Finding.pass(what)
          : granted(what, wanted);
    } catch (SpendcastException e) {
      return Finding.of(what, new SpendcastException(e.kind(), e.problem(), advice(e, wanted), e));
    }
  }

  private static String advice(SpendcastException failed, Wanted wanted) {
    return switch (failed.kind()) {
      case NOT_FOUND -> "Create it, or name another one in the settings under databricks.";
      case INVALID -> "Ask for: " + grant(wanted, wanted.privileges());
      default -> failed.hint();
    };
  }

  private static Finding granted(String what, Wanted wanted) {
    Set<Privilege> missing;
    try {
      missing = reading("see the grants on " + what, wanted::missing);
    } catch (SpendcastException e) {
      return Finding.warn(
          what, "%s Make sure of: %s".formatted(e.problem(), grant(wanted, wanted.privileges())));
    }
    return missing.isEmpty()
        ? Finding.pass(what)
        : Finding.warn(
            what, "Unless a group of yours has them, ask for: " + grant(wanted, missing));
  }

  private static String grant(Wanted wanted, Set<Privilege> missing) {
    return "GRANT %s ON %s %s TO `%s`."
        .formatted(
            missing.stream()
                .map(p -> p.name().replace('_', ' '))
                .sorted()
                .collect(Collectors.joining(", ")),
            wanted.type().toUpperCase(Locale.ROOT),
            wanted.fullName(),
            wanted.us());
  }

  private static <T> T reading(String operation, Supplier<T> call) {
    return DatabricksErrors.reading(operation, call);
  }
}
