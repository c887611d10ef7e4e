package io.spendcast.bootstrap.settings.section;

import io.spendcast.domain.planted.PlantedPreset;
import io.spendcast.domain.planted.PlantedWorld;
import io.spendcast.domain.sales.OwnTable;
import java.util.List;
import java.util.Optional;

/**
 * Where sales come from.
 *
 * @param kind the kind of source: {@code tpcds}, {@code tables} or {@code planted}
 * @param name of the source in the lake and of its model; empty to name it by its kind
 * @param tpcds settings of that kind
 * @param planted settings of that kind
 * @param tables the retailer's own tables
 * @param contracts what the lines of those must be like
 */
public record SourceSection(
    String kind,
    String name,
    Tpcds tpcds,
    Planted planted,
    TablesSection tables,
    ContractsSection contracts) {
  private static final String REFERENCE = "tpcds";
  private static final String TABLES = "tables";
  private static final List<String> KINDS = List.of(REFERENCE, TABLES, "planted");
  private static final String NAME = "([a-z][a-z0-9]*(_[a-z0-9]+)*)?";
  private static final int LONGEST = 31;

  /** Checks kind and name. */
  public SourceSection {
    new Rules()
        .require(KINDS.contains(kind), "kind", "be tpcds, tables or planted", kind)
        .require(
            name.matches(NAME) && name.length() <= LONGEST,
            "name",
            "be lower-case words of letters and digits joined by underscores, such as my_shop,"
                + " of at most 31 characters",
            name)
        .check();
  }

  /** The name of the source in the lake and of its model. */
  public String effectiveName() {
    if (!name.isEmpty()) {
      return name;
    }
    return kind.equals(TABLES) ? "shop" : REFERENCE;
  }

  /** The currency that all tables name; empty if they name none, or not the same. */
  public Optional<String> currency() {
    List<Optional<String>> named =
        kind.equals(TABLES)
            ? tables.entries().stream().map(OwnTable::currency).distinct().toList()
            : List.of();
    return named.size() == 1 ? named.get(0) : Optional.empty();
  }

  /** Whether the sales come from tables of which none is described. */
  public boolean isUndescribed() {
    return kind.equals(TABLES) && tables.entries().isEmpty();
  }

  /**
   * The TPC-DS retailer.
   *
   * @param scale gigabytes of the whole benchmark, if it is generated
   * @param schema where its tables are in the catalog; empty to generate them
   */
  public record Tpcds(double scale, String schema) {
    /** More than any cluster generates. */
    private static final double LARGEST = 100_000;

    /** Checks the range. */
    public Tpcds {
      new Rules()
          .require(scale > 0 && scale <= LARGEST, "scale", "be above 0 and at most 100000", scale)
          .require(
              schema.matches("(\\w+\\.)?\\w+|"),
              "schema",
              "be empty or such as samples.tpcds_sf1000",
              schema)
          .check();
    }

    /** Whether the tables are in the catalog. */
    public boolean isCataloged() {
      return !schema.isEmpty();
    }
  }

  /**
   * A generated shop whose customers' hidden habits are known.
   *
   * @param preset what kind of world it is
   * @param customers number of customers
   * @param seed of all randomness
   */
  public record Planted(String preset, long customers, long seed) {
    /** Checks name and range. */
    public Planted {
      new Rules()
          .require(
              PlantedPreset.find(preset).isPresent(),
              "preset",
              "be one of " + String.join(", ", PlantedPreset.labels()),
              preset)
          .require(
              customers >= 1 && customers <= PlantedWorld.MOST_CUSTOMERS,
              "customers",
              "be 1 to " + PlantedWorld.MOST_CUSTOMERS,
              customers)
          .check();
    }

    /** The world. */
    public PlantedWorld world() {
      return PlantedWorld.of(PlantedPreset.find(preset).orElseThrow(), customers, seed);
    }
  }
}
