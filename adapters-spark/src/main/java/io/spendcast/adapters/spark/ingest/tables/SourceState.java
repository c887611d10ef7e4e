package io.spendcast.adapters.spark.ingest.tables;

import io.delta.tables.DeltaTable;
import io.spendcast.adapters.spark.ingest.files.SourceFiles;
import io.spendcast.adapters.spark.ingest.tables.described.CatalogTable;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.Schemes;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Knows by versions and files, without reading them, whether tables may have changed. */
public final class SourceState {
  private final SparkSession spark;

  public SourceState(Lake lake) {
    this.spark = lake.spark();
  }

  /** What must be the same for the content to be the same. */
  public List<String> of(OwnTable table) {
    return Stream.concat(
            Stream.of(table.lines()), table.dimensions().stream().map(OwnTable.Dimension::relation))
        .flatMap(
            relation ->
                SparkErrors.source("look at " + relation.location(), () -> of(relation)).stream())
        .toList();
  }

  public List<String> of(Relation relation) {
    return switch (relation.format()) {
      case CATALOG -> cataloged(relation.location());
      case DELTA -> List.of(version(DeltaTable.forPath(spark, path(relation)).history(1)));
      case PARQUET, CSV, JSON, DSDGEN -> SourceFiles.at(relation.location(), hadoop()).state();
    };
  }

  private Configuration hadoop() {
    return spark.sessionState().newHadoopConf();
  }

  private String path(Relation relation) {
    return new Schemes(hadoop()).path(relation.location()).toString();
  }

  /**
   * The version, or where there is none to see, as of views, shared tables and other formats, the
   * files: in a Delta table they have new names in every version that does more than delete rows.
   */
  private List<String> cataloged(String name) {
    CatalogTable table = new CatalogTable(spark, name);
    try {
      return List.of(version(table.newestCommit()));
    } catch (Exception e) {
      return Stream.of(table.rows().inputFiles()).sorted().toList();
    }
  }

  /** The time distinguishes a table from one that was there before under the same name. */
  private static String version(Dataset<Row> history) {
    Row commit = history.select("version", "timestamp").first();
    return "%s at %s".formatted(commit.getLong(0), commit.getTimestamp(1).toInstant());
  }
}
