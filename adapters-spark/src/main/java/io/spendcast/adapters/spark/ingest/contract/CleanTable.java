package io.spendcast.adapters.spark.ingest.contract;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.Source;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.sales.FilteredRows;
import io.spendcast.domain.sales.TableContract;
import io.spendcast.domain.sales.TableIngest;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes the rows of one source table to the cleaned table and to quarantine, and counts: rows in
 * while they are read, rows kept and quarantined from what has landed.
 */
final class CleanTable {
  private static final String ROWS = "rows";
  private static final String MONEY = "money";
  private static final String UNKNOWN = "unknown";

  private final Lake lake;
  private final SourceArea area;
  private final Source source;
  private final TableContract contract;

  CleanTable(Lake lake, SourceArea area, Source source, TableContract contract) {
    this.lake = lake;
    this.area = area;
    this.source = source;
    this.contract = contract;
  }

  /** Checks the rows, which must be the same whenever they are read, and writes them. */
  TableIngest write(Dataset<Row> rows, Map<String, Dataset<Row>> others) {
    try (Sums in = new Sums(lake.spark());
        Sums repaired = new Sums(lake.spark())) {
      return write(rows, others, in, repaired);
    }
  }

  private TableIngest write(
      Dataset<Row> rows, Map<String, Dataset<Row>> others, Sums in, Sums repaired) {
    Dataset<Row> checked =
        new ContractCheck(contract)
            .check(in.of(rows, countRows(), sumMoney(), countUnknown()), others);
    TableVersion kept =
        lake.overwrite(
            area.cleaned(contract.table()),
            repaired
                .of(
                    checked.filter(col(ContractCheck.REASON).isNull()),
                    count(when(col(ContractCheck.REPAIRED), 1)).as(ROWS))
                .drop(ContractCheck.REASON, ContractCheck.REPAIRED),
            source.properties());
    Sum read = Sum.of(in.get());
    Sum landed = landed(kept);
    Optional<TableVersion> quarantine = quarantined(checked, read.rows() > landed.rows());
    Map<String, Sum> refused = quarantine.map(this::refused).orElse(Map.of());
    return new TableIngest(
        kept,
        quarantine.filter(table -> !refused.isEmpty()),
        read.rows(),
        landed.rows(),
        refused.values().stream().mapToLong(Sum::rows).sum(),
        repaired.get().getLong(0),
        read.money(),
        landed.money(),
        refused.values().stream().map(Sum::money).reduce(BigDecimal.ZERO, BigDecimal::add),
        read.unknown(),
        FilteredRows.NONE,
        refused.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, reason -> reason.getValue().rows())));
  }

  /** An earlier attempt may have left rows there even if this one has none to refuse. */
  private Optional<TableVersion> quarantined(Dataset<Row> checked, boolean any) {
    TableName table = area.quarantine(contract.table());
    if (!any && lake.latest(table).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        lake.overwrite(
            table,
            checked.filter(col(ContractCheck.REASON).isNotNull()).drop(ContractCheck.REPAIRED),
            source.properties()));
  }

  private Sum landed(TableVersion table) {
    return Sum.of(lake.read(table).agg(countRows(), sumMoney(), countUnknown()).first());
  }

  /** What landed in quarantine, by reason. */
  private Map<String, Sum> refused(TableVersion quarantine) {
    return lake
        .read(quarantine)
        .groupBy(ContractCheck.REASON)
        .agg(countRows(), sumMoney(), countUnknown())
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.getString(0),
                row -> new Sum(row.getLong(1), row.getDecimal(2), row.getLong(3))));
  }

  private static Column countRows() {
    return count(lit(1)).as(ROWS);
  }

  private Column sumMoney() {
    Column zero = lit(BigDecimal.ZERO.setScale(2));
    return contract
        .money()
        .map(name -> coalesce(sum(col(name)), zero))
        .orElse(coalesce(sum(zero), zero))
        .as(MONEY);
  }

  private Column countUnknown() {
    return contract
        .money()
        .map(name -> count(when(col(name).isNull(), 1)))
        .orElse(coalesce(sum(lit(0L)), lit(0L)))
        .as(UNKNOWN);
  }

  private record Sum(long rows, BigDecimal money, long unknown) {
    static Sum of(Row sums) {
      return new Sum(sums.getLong(0), sums.getDecimal(1), sums.getLong(2));
    }
  }
}
