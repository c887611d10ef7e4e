package io.spendcast.adapters.spark;

import io.spendcast.adapters.spark.ingest.CatalogTpcds;
import io.spendcast.adapters.spark.ingest.tables.described.ExpressionSyntax;
import io.spendcast.domain.planted.PlantedWorld;
import io.spendcast.domain.sales.ContractRules;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.SpendTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the Spark adapters work and how.
 *
 * @param lake the lake's root, a path or URI
 * @param source the data set to ingest
 * @param master the Spark master of a session of our own, such as {@code local[*]}
 * @param conf Spark settings of a session of our own
 * @param scratch a directory of this machine for files that need not last
 * @param shared a path or URI that every machine of a cluster reaches; blank for a folder of the
 *     lake
 */
public record SparkConfig(
    String lake,
    Source source,
    String master,
    Map<String, String> conf,
    Path scratch,
    String shared) {
  /** Checks that nothing is blank and copies the settings. */
  public SparkConfig {
    requireText("lake", lake);
    requireText("spark master", master);
    conf = Map.copyOf(conf);
  }

  private static void requireText(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
  }

  /** The default place of scratch files: a directory of this process alone. */
  public static Path defaultScratch() {
    return Scratch.ofThisProcess();
  }

  /** The tables of TPC-DS in a schema of the catalog, to be read like a retailer's own. */
  public static List<OwnTable> tpcdsTables(String schema) {
    return CatalogTpcds.tables(schema);
  }

  /** Why a text is not a Spark SQL expression, in one line; empty if it is one. */
  public static Optional<String> problemOfExpression(String text) {
    return ExpressionSyntax.problem(text);
  }

  /**
   * A data set, generated in process or the retailer's own.
   *
   * @param name where its tables are in the lake, such as {@code raw/NAME}
   * @param kind {@code tpcds}, {@code tables} or {@code planted}
   * @param scale the TPC-DS scale factor, above 0; fractions make small data sets
   * @param planted the planted world
   * @param tables the retailer's own tables
   * @param rules what the lines of those must be like
   * @param target what counts as spend
   */
  public record Source(
      String name,
      String kind,
      double scale,
      PlantedWorld planted,
      List<OwnTable> tables,
      ContractRules rules,
      SpendTarget target) {
    /** The benchmark's retailer. */
    public static final String TPCDS = "tpcds";

    /** The retailer's own tables. */
    public static final String TABLES = "tables";

    /** A shop with a known truth. */
    public static final String PLANTED = "planted";

    /** The largest scale factor that the generator knows. */
    private static final double LARGEST = 100_000;

    /** Checks kind and scale. */
    public Source {
      if (!List.of(TPCDS, TABLES, PLANTED).contains(kind)) {
        throw new IllegalArgumentException(
            "source kind must be tpcds, tables or planted, not " + kind);
      }
      tables = List.copyOf(tables);
      if (!(scale > 0 && scale <= LARGEST)) {
        throw new IllegalArgumentException(
            "tpcds scale must be above 0 and at most 100000, not " + scale);
      }
    }
  }
}
