package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.col;

import io.spendcast.adapters.spark.ingest.files.SourceRows;
import io.spendcast.adapters.spark.ingest.tables.described.DsdgenSchema;
import io.spendcast.adapters.spark.ingest.tables.described.Line;
import io.spendcast.adapters.spark.ingest.tables.described.RelationReader;
import io.spendcast.adapters.spark.ingest.tables.value.OwnersSession;
import io.spendcast.domain.proposal.sample.PreviewLine;
import io.spendcast.domain.proposal.sample.SourcePreview;
import io.spendcast.domain.sales.ContractRules;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads tables as an ingest would, to see what comes of it. */
public final class Trial {
  private static final int LINES = 10;

  private final SparkSession spark;
  private final SparkSession own;

  /** Reads in a session like this one. */
  public Trial(SparkSession spark) {
    this.spark = spark;
    this.own = OwnersSession.like(spark);
  }

  /** Whether a file or folder is called after a table of TPC-DS, as dsdgen calls them. */
  public static boolean isOfDsdgen(String location) {
    return DsdgenSchema.isKnown(location);
  }

  /**
   * The rows of a table that can be read, as they are, in a session as owners' expressions have it:
   * what cannot be read is null, days are those of UTC.
   */
  public Dataset<Row> rows(Relation relation) {
    Dataset<Row> read = new RelationReader(own).read(relation).rows();
    String[] names =
        Stream.of(read.columns())
            .filter(name -> name.startsWith(SourceRows.OURS))
            .toArray(String[]::new);
    return read.filter(col(SourceRows.FAULT).isNull()).drop(names);
  }

  /** What a description makes of a source, beginning with the first lines of each table. */
  public SourcePreview preview(List<OwnTable> tables, ContractRules rules, LocalDate today) {
    OwnLines lines = OwnLines.read(spark, tables, rules, today);
    String source =
        "tables " + tables.stream().map(OwnTable::name).sorted().collect(Collectors.joining(", "));
    int each = Math.max(2, LINES / tables.size());
    List<PreviewLine> first =
        tables.stream()
            .flatMap(table -> lines.first(table, each).collectAsList().stream())
            .map(Trial::line)
            .toList();
    return new SourcePreview(lines.check(source), first);
  }

  private static PreviewLine line(Row row) {
    return new PreviewLine(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        Optional.ofNullable(row.getString(3)),
        LocalDate.parse(row.getString(4)),
        row.getLong(5),
        row.getDecimal(6),
        LineFlow.valueOf(row.getString(7)));
  }

  /** The columns of a preview's line. */
  static Dataset<Row> shown(Dataset<Row> lines) {
    return lines.select(
        col(Line.TABLE),
        col(Line.CUSTOMER),
        col(Line.ORDER),
        col(Line.ITEM),
        col(Line.DAY).cast("string"),
        col(Line.QUANTITY),
        col(Line.AMOUNT),
        col(Line.FLOW));
  }
}
