package io.spendcast.adapters.spark.ingest;

import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.domain.TableName;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Dimension;
import io.spendcast.domain.sales.OwnTable.Flow;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import io.spendcast.domain.sales.SourceMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of TPC-DS where a catalog has them, read like any retailer's. */
public final class CatalogTpcds {
  private CatalogTpcds() {}

  /** The tables of a schema, such as {@code samples.tpcds_sf1}. */
  public static List<OwnTable> tables(String schema) {
    return TpcdsMappings.of(SourceArea.REFERENCE).stream()
        .map(mapping -> table(schema, mapping))
        .toList();
  }

  private static OwnTable table(String schema, SourceMapping mapping) {
    return new OwnTable(
        name(mapping.table()),
        mapping.channel(),
        mapping.flow() == LineFlow.SALE ? Flow.SALES : Flow.RETURNS,
        relation(schema, mapping.table()),
        mapping.joins().stream()
            .map(
                join ->
                    new Dimension(
                        name(join.table()), relation(schema, join.table()), join.condition()))
            .toList(),
        mapping.columns(),
        Optional.empty(),
        Optional.empty(),
        mapping.filter());
  }

  private static Relation relation(String schema, TableName table) {
    return new Relation(schema + "." + name(table), Format.CATALOG, Map.of(), Optional.empty());
  }

  private static String name(TableName table) {
    return table.value().substring(table.value().lastIndexOf('/') + 1);
  }
}
