package io.spendcast.adapters.spark.ingest;

import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.domain.TableName;
import java.util.HashMap;
import java.util.Map;

/** How the amounts are read that an ingest of generated sales reports, by table, as SQL. */
public final class RecordedMoney {
  private RecordedMoney() {}

  /** Of the tables in the shape of TPC-DS. */
  public static Map<TableName, String> of(SourceArea area) {
    Map<TableName, String> money = new HashMap<>();
    TpcdsContracts.ALL.forEach(
        contract ->
            contract
                .money()
                .ifPresent(
                    column -> {
                      money.put(area.cleaned(contract.table()), column);
                      money.put(area.quarantine(contract.table()), column);
                    }));
    return money;
  }
}
