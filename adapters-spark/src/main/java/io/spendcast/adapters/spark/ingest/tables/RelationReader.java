package io.spendcast.adapters.spark.ingest.tables;

import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.util.Map;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads rows where they lie. */
final class RelationReader {
  private final SparkSession spark;

  RelationReader(SparkSession spark) {
    this.spark = spark;
  }

  Dataset<Row> read(Relation relation) {
    if (relation.format() == Format.CATALOG) {
      return spark.table(relation.location());
    }
    DataFrameReader reader =
        spark
            .read()
            .format(sparkFormat(relation.format()))
            .options(defaults(relation.format()))
            .options(relation.options());
    if (relation.format() == Format.DSDGEN) {
      reader.schema(relation.schema().orElseGet(() -> DsdgenSchema.of(relation.location())));
    } else {
      relation.schema().ifPresent(reader::schema);
    }
    return reader.load(relation.location());
  }

  private static String sparkFormat(Format format) {
    return switch (format) {
      case DELTA -> "delta";
      case PARQUET -> "parquet";
      case JSON -> "json";
      case CSV, DSDGEN -> "csv";
      case CATALOG -> throw new IllegalArgumentException("the catalog knows the format");
    };
  }

  /** Every row of dsdgen ends with a bar; what comes after it has no column. */
  private static Map<String, String> defaults(Format format) {
    return switch (format) {
      case CSV -> Map.of("header", "true");
      case DSDGEN -> Map.of("header", "false", "sep", "|", "encoding", "ISO-8859-1");
      default -> Map.of();
    };
  }
}
