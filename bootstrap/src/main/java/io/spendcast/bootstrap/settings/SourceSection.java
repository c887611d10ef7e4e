package io.spendcast.bootstrap.settings;

import java.util.List;

/**
 * Where sales come from.
 *
 * @param kind the kind of source: {@code tpcds} or {@code tables}
 * @param tpcds settings of that kind
 * @param tables the retailer's own tables
 * @param contracts what the lines of those must be like
 */
public record SourceSection(
    String kind, Tpcds tpcds, TablesSection tables, ContractsSection contracts) {
  /** Checks the kind. */
  public SourceSection {
    new Rules()
        .require(List.of("tpcds", "tables").contains(kind), "kind", "be tpcds or tables", kind)
        .check();
  }

  /** Whether the sales come from tables of which none is described. */
  boolean isUndescribed() {
    return kind.equals("tables") && tables.entries().isEmpty();
  }

  /**
   * The generated TPC-DS retailer.
   *
   * @param scale gigabytes of the whole benchmark
   */
  public record Tpcds(double scale) {
    /** More than any cluster generates. */
    private static final double LARGEST = 100_000;

    /** Checks the range. */
    public Tpcds {
      new Rules()
          .require(scale > 0 && scale <= LARGEST, "scale", "be above 0 and at most 100000", scale)
          .check();
    }
  }
}
