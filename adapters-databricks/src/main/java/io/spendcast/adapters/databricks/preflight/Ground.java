package io.spendcast.adapters.databricks.preflight;

import io.spendcast.adapters.databricks.rights.Securable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the job will stand on in the workspace.
 *
 * @param runAs the user or principal that it runs as; blank if it is the one who deploys
 * @param securables catalogs, schemas, volumes and source tables, each after what it is in
 * @param model the registered model
 * @param experiment of the runs
 * @param machines the clusters
 */
public record Ground(
    String runAs,
    List<Securable> securables,
    Securable model,
    String experiment,
    Machines machines) {
  private static final int FULL = 3;

  /** Checks and copies. */
  public Ground {
    securables = List.copyOf(securables);
  }

  /**
   * The clusters.
   *
   * @param runtime of Databricks
   * @param types of machines, as far as the job names them
   * @param secretScope where the tasks' credentials are; blank for none
   */
  public record Machines(String runtime, Set<String> types, String secretScope) {
    /** Checks and copies. */
    public Machines {
      types = Set.copyOf(types);
    }
  }

  /**
   * The same with more to look at.
   *
   * @param paths whose volumes count, if they are in any
   * @param tables of the catalog that are read, by their names
   */
  public Ground with(List<String> paths, List<String> tables) {
    Set<Securable> things = new LinkedHashSet<>(securables);
    paths.stream().flatMap(Ground::volume).sorted().map(Securable::volume).forEach(things::add);
    things.addAll(read(tables));
    return new Ground(runAs, List.copyOf(things), model, experiment, machines);
  }

  /** Tables with the catalogs and schemas they are in; a shorter name depends on the session. */
  private static List<Securable> read(List<String> tables) {
    Set<String> catalogs = new TreeSet<>();
    Set<String> schemas = new TreeSet<>();
    List<Securable> found = new ArrayList<>();
    for (String table : new TreeSet<>(tables)) {
      String[] names = table.replace("`", "").split("\\.", -1);
      if (names.length == FULL) {
        catalogs.add(names[0]);
        schemas.add(names[0] + "." + names[1]);
        found.add(Securable.table(String.join(".", names)));
      }
    }
    return Stream.of(
            catalogs.stream().map(Securable::catalog),
            schemas.stream().map(Securable::source),
            found.stream())
        .flatMap(all -> all)
        .toList();
  }

  /** The volume of a path such as {@code /Volumes/main/spendcast/lake/raw}, if it is in one. */
  public static Stream<String> volume(String path) {
    String[] names = path.split("/", -1);
    return names.length > FULL + 1 && names[1].equals("Volumes")
        ? Stream.of("%s.%s.%s".formatted(names[2], names[3], names[4]))
        : Stream.empty();
  }
}
