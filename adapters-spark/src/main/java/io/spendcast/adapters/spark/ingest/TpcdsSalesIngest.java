package io.spendcast.adapters.spark.ingest;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LakeRoot;
import io.spendcast.adapters.spark.table.Source;
import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.adapters.spark.table.SparkErrors;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.SalesIngest;
import io.spendcast.domain.sales.SourceMapping;
import io.spendcast.domain.sales.TableContract;
import io.spendcast.domain.sales.TableIngest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Generates TPC-DS at a scale factor into {@code raw/tpcds}. */
public final class TpcdsSalesIngest implements SalesIngest {
  private final Lake lake;
  private final double scale;

  /**
   * An ingest of generated tables.
   *
   * @param scale the TPC-DS scale factor, positive; fractions make small data sets
   */
  public TpcdsSalesIngest(Lake lake, double scale) {
    this.lake = lake;
    this.scale = scale;
  }

  @Override
  public String source() {
    return "tpcds scale " + BigDecimal.valueOf(scale).stripTrailingZeros().toPlainString();
  }

  @Override
  public List<Channel> channels() {
    return TpcdsMappings.ALL.stream().map(SourceMapping::channel).distinct().sorted().toList();
  }

  @Override
  public IngestReport ingest() {
    return SparkErrors.translate("ingest " + source(), this::ingestAll);
  }

  private IngestReport ingestAll() {
    new LakeRoot(lake).prepare();
    Source source = new Source(source());
    TpcdsContracts.ALL.forEach(
        contract -> source.requireOf(lake, TpcdsMappings.raw(contract.table())));
    List<TableIngest> tables = new ArrayList<>();
    Map<TableName, Dataset<Row>> cleaned = new HashMap<>();
    for (TableContract contract : TpcdsContracts.ALL) {
      TableIngest table =
          new CleanTable(lake, source, contract)
              .write(new TpcdsTable(contract, scale).rows(lake.spark()), cleaned);
      tables.add(table);
      cleaned.put(table.table().table(), lake.read(table.table()));
    }
    return new IngestReport(source.name(), tables, salesDays(cleaned));
  }

  private DateWindow salesDays(Map<TableName, Dataset<Row>> cleaned) {
    Row days =
        TpcdsMappings.ALL.stream()
            .filter(mapping -> mapping.flow() == LineFlow.SALE)
            .map(mapping -> SourceLines.of(mapping, cleaned::get).select(SourceLines.DAY))
            .reduce(Dataset::union)
            .orElseThrow()
            .selectExpr("CAST(MIN(day) AS STRING)", "CAST(MAX(day) AS STRING)")
            .first();
    if (days.isNullAt(0)) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot ingest %s: not one usable sale is in it.".formatted(source()),
          "See the reasons in %s.".formatted(lake.path(TpcdsMappings.quarantine("store_sales"))));
    }
    return new DateWindow(
        LocalDate.parse(days.getString(0)), LocalDate.parse(days.getString(1)).plusDays(1));
  }
}
