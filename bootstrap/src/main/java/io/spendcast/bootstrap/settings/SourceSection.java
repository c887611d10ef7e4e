package io.spendcast.bootstrap.settings;

/**
 * Where sales come from.
 *
 * @param kind the kind of source; only {@code tpcds}
 * @param tpcds settings of that kind
 */
public record SourceSection(String kind, Tpcds tpcds) {
  /** Checks the kind. */
  public SourceSection {
    new Rules().require(kind.equals("tpcds"), "kind", "be tpcds", kind).check();
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
