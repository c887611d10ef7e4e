package io.spendcast.adapters.databricks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the job will stand on in the workspace.
 *
 * @param runAs whom it runs as; blank for who deploys
 * @param securables catalogs, schemas, volumes and source tables, each after what it is in
 * @param model the registered model
 * @param experiment of the runs
 * @param machines the clusters
 */
record Ground(
    String runAs,
    List<Securable> securables,
    Securable model,
    String experiment,
    Machines machines) {
  private static final int FULL = 3;

  Ground {
    securables = List.copyOf(securables);
  }

  /**
   * The clusters.
   *
   * @param runtime of Databricks
   * @param types of machines, as far as the job names them
   * @param secretScope where the tasks' credentials are; blank for none
   */
  record Machines(String runtime, Set<String> types, String secretScope) {
    Machines {
      types = Set.copyOf(types);
    }
  }

  /**
   * That of these settings.
   *
   * @param lake where the tables are
   * @param sources the source tables of the catalog, by their names
   */
  static Ground of(DatabricksConfig config, String lake, List<String> sources) {
    Set<Securable> things = new LinkedHashSet<>(config.places());
    Stream.of(lake, config.job().jar())
        .flatMap(Ground::volume)
        .sorted()
        .map(Securable::volume)
        .forEach(things::add);
    things.addAll(read(sources));
    return new Ground(
        config.job().operation().runAs(),
        List.copyOf(things),
        config.model(),
        config.job().tasks().names().experiment(),
        new Machines(
            config.job().compute().sparkVersion(),
            new ClusterRendering(config.job().compute()).machines(),
            config.job().compute().secretScope()));
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
  static Stream<String> volume(String path) {
    String[] names = path.split("/", -1);
    return names.length > FULL + 1 && names[1].equals("Volumes")
        ? Stream.of("%s.%s.%s".formatted(names[2], names[3], names[4]))
        : Stream.empty();
  }
}
