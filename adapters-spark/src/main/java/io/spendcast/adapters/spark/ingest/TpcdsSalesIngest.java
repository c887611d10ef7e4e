package io.spendcast.adapters.spark.ingest;

import io.spendcast.adapters.spark.ingest.contract.GeneratedTables;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.Source;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.SalesIngest;
import java.math.BigDecimal;
import java.util.List;

/** Generates TPC-DS at a scale factor into {@code raw}. */
public final class TpcdsSalesIngest implements SalesIngest {
  private final Lake lake;
  private final SourceArea area;
  private final double scale;

  /**
   * An ingest of generated tables.
   *
   * @param area where they are put
   * @param scale the TPC-DS scale factor, positive; fractions make small data sets
   */
  public TpcdsSalesIngest(Lake lake, SourceArea area, double scale) {
    this.lake = lake;
    this.area = area;
    this.scale = scale;
  }

  @Override
  public String source() {
    return "tpcds scale " + BigDecimal.valueOf(scale).stripTrailingZeros().toPlainString();
  }

  @Override
  public List<Channel> channels() {
    return TpcdsMappings.channels();
  }

  @Override
  public IngestReport ingest() {
    return SparkErrors.translate("ingest " + source(), this::ingestAll);
  }

  private IngestReport ingestAll() {
    return new GeneratedTables(
            lake, area, new Source(source()), TpcdsContracts.ALL, TpcdsMappings.of(area))
        .ingest(contract -> new TpcdsTable(contract, scale).rows(lake.spark()));
  }
}
