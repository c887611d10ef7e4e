package io.spendcast.adapters.spark.ingest.tables.described;

import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.domain.TableName;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.SourceMapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How the cleaned tables of a retailer are read: column by column, as they are. */
public final class OwnMappings {
  private OwnMappings() {}

  /** The mappings of these tables; one with both flows has two. */
  public static List<SourceMapping> of(SourceArea area, List<OwnTable> tables) {
    return tables.stream().flatMap(table -> of(area, table)).toList();
  }

  /** How the amounts are read that an ingest reports, by table, as SQL. */
  public static Map<TableName, String> money(SourceArea area, List<OwnTable> tables) {
    Map<TableName, String> money = new HashMap<>();
    for (OwnTable table : tables) {
      money.put(
          area.cleaned(table.name()),
          table.flow() == OwnTable.Flow.SIGNED
              ? "IF(%s = '%s', -%3$s, %3$s)".formatted(Line.FLOW, Line.RETURN, Line.AMOUNT)
              : Line.AMOUNT);
      money.put(area.quarantine(table.name()), Line.MONEY);
    }
    return money;
  }

  private static Stream<SourceMapping> of(SourceArea area, OwnTable table) {
    return switch (table.flow()) {
      case SALES -> Stream.of(mapping(area, table, LineFlow.SALE, Optional.empty()));
      case RETURNS -> Stream.of(mapping(area, table, LineFlow.RETURN, Optional.empty()));
      case SIGNED ->
          Stream.of(
              mapping(area, table, LineFlow.SALE, where(Line.SALE)),
              mapping(area, table, LineFlow.RETURN, where(Line.RETURN)));
    };
  }

  private static Optional<String> where(String flow) {
    return Optional.of("%s = '%s'".formatted(Line.FLOW, flow));
  }

  private static SourceMapping mapping(
      SourceArea area, OwnTable table, LineFlow flow, Optional<String> filter) {
    return new SourceMapping(
        table.channel(),
        flow,
        area.cleaned(table.name()),
        List.of(),
        Line.columns(table.columns().knownAt()),
        filter);
  }
}
