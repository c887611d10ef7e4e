package io.spendcast.adapters.spark.ingest.contract;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LakeRoot;
import io.spendcast.adapters.spark.table.Source;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.SourceMapping;
import io.spendcast.domain.sales.TableContract;
import io.spendcast.domain.sales.TableIngest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Brings tables in the shape of TPC-DS into the lake, one after the other. */
public final class GeneratedTables {
  private final Lake lake;
  private final SourceArea area;
  private final Source source;
  private final List<TableContract> contracts;
  private final List<SourceMapping> mappings;

  /**
   * The tables of a source.
   *
   * @param area where they are put
   * @param contracts each table after those it refers to
   */
  public GeneratedTables(
      Lake lake,
      SourceArea area,
      Source source,
      List<TableContract> contracts,
      List<SourceMapping> mappings) {
    this.lake = lake;
    this.area = area;
    this.source = source;
    this.contracts = contracts;
    this.mappings = mappings;
  }

  /** Ingests; the function gives the rows of a contract, the same whenever they are read. */
  public IngestReport ingest(Function<TableContract, Dataset<Row>> rows) {
    new LakeRoot(lake).prepare();
    contracts.forEach(contract -> source.requireOf(lake, area.cleaned(contract.table())));
    List<TableIngest> tables = new ArrayList<>();
    Map<String, Dataset<Row>> cleaned = new HashMap<>();
    for (TableContract contract : contracts) {
      TableIngest table =
          new CleanTable(lake, area, source, contract).write(rows.apply(contract), cleaned);
      tables.add(table);
      cleaned.put(contract.table(), lake.read(table.table()));
    }
    return new IngestReport(source.name(), tables, salesDays(cleaned));
  }

  private DateWindow salesDays(Map<String, Dataset<Row>> cleaned) {
    Map<TableName, Dataset<Row>> byName = new HashMap<>();
    cleaned.forEach((table, rows) -> byName.put(area.cleaned(table), rows));
    Row days =
        mappings.stream()
            .filter(mapping -> mapping.flow() == LineFlow.SALE)
            .map(mapping -> SourceLines.of(mapping, byName::get).select(SourceLines.DAY))
            .reduce(Dataset::union)
            .orElseThrow()
            .selectExpr("CAST(MIN(day) AS STRING)", "CAST(MAX(day) AS STRING)")
            .first();
    if (days.isNullAt(0)) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot ingest %s: not one usable sale is in it.".formatted(source.name()),
          "See the reasons in %s.".formatted(lake.path(area.quarantine("store_sales"))));
    }
    return new DateWindow(
        LocalDate.parse(days.getString(0)), LocalDate.parse(days.getString(1)).plusDays(1));
  }
}
