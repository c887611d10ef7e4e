package io.spendcast.adapters.spark.audit;

import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.domain.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tables of a source are looked at.
 *
 * @param area where they are
 * @param money how the amount of a row is read, by table, as SQL; a table without amounts has none
 */
public record AuditedTables(SourceArea area, Map<TableName, String> money) {
  /** Copies the map. */
  public AuditedTables {
    money = Map.copyOf(money);
  }

  Optional<String> money(TableName table) {
    return Optional.ofNullable(money.get(table));
  }

  /** Forecasts of days gone by cannot be made again. */
  boolean isIrreplaceable(TableName table) {
    return table.value().startsWith("predictions/") && !table.value().contains("/_");
  }

  List<String> folders() {
    return List.of("raw", "features", "predictions").stream()
        .map(folder -> folder + "/" + area.name())
        .toList();
  }

  TableName manifests() {
    return area.runs("manifests");
  }
}
