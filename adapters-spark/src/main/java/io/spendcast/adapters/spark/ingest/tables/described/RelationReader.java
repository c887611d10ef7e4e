package io.spendcast.adapters.spark.ingest.tables.described;

import io.spendcast.adapters.spark.ingest.csv.CsvReader;
import io.spendcast.adapters.spark.ingest.files.SourceFiles;
import io.spendcast.adapters.spark.ingest.files.SourceRows;
import io.spendcast.adapters.spark.ingest.typed.JsonReader;
import io.spendcast.adapters.spark.ingest.typed.ParquetReader;
import io.spendcast.adapters.spark.table.Schemes;
import io.spendcast.adapters.spark.table.SparkPaths;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads the rows of a relation from where they are stored. */
public final class RelationReader {
  private final SparkSession spark;

  public RelationReader(SparkSession spark) {
    this.spark = spark;
  }

  public SourceRows read(Relation relation) {
    return switch (relation.format()) {
      case CATALOG -> SourceRows.of(new CatalogTable(spark, relation.location()).rows(), List.of());
      case DELTA -> SourceRows.of(delta(relation), List.of());
      case PARQUET -> new ParquetReader(spark).read(files(relation), relation.options());
      case JSON ->
          new JsonReader(spark).read(files(relation), relation.options(), relation.schema());
      case CSV -> new CsvReader(spark).read(files(relation), relation.options(), relation.schema());
      case DSDGEN -> SourceRows.of(dsdgen(relation), List.of());
    };
  }

  private Configuration hadoop() {
    return spark.sessionState().newHadoopConf();
  }

  private SourceFiles files(Relation relation) {
    return SourceFiles.at(relation.location(), hadoop());
  }

  private Dataset<Row> delta(Relation relation) {
    String path = new Schemes(hadoop()).path(relation.location()).toString();
    return spark.read().format("delta").options(relation.options()).load(path);
  }

  /** Every row of dsdgen ends with a bar; what comes after it has no column. */
  private Dataset<Row> dsdgen(Relation relation) {
    return spark
        .read()
        .format("csv")
        .option("header", "false")
        .option("sep", "|")
        .option("encoding", "ISO-8859-1")
        .options(relation.options())
        .schema(relation.schema().orElseGet(() -> DsdgenSchema.of(relation.location())))
        .load(
            files(relation).files().stream()
                .map(file -> SparkPaths.literal(file.path()))
                .toArray(String[]::new));
  }
}
