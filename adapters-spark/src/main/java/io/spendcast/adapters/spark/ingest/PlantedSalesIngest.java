package io.spendcast.adapters.spark.ingest;

import io.spendcast.adapters.spark.ingest.contract.ContractSchema;
import io.spendcast.adapters.spark.ingest.contract.GeneratedTables;
import io.spendcast.adapters.spark.planted.PlantedTable;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.Source;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.planted.PlantedWorld;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.SalesIngest;
import java.util.List;

/** Generates a planted world into {@code raw}; its hidden truth stays out of the lake. */
public final class PlantedSalesIngest implements SalesIngest {
  private final Lake lake;
  private final SourceArea area;
  private final PlantedWorld world;

  /** An ingest of a world. */
  public PlantedSalesIngest(Lake lake, SourceArea area, PlantedWorld world) {
    this.lake = lake;
    this.area = area;
    this.world = world;
  }

  @Override
  public String source() {
    return world.toString();
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
            lake,
            area,
            new Source(source()),
            PlantedContracts.of(world),
            PlantedContracts.mappings(area, world))
        .ingest(
            contract ->
                new PlantedTable(world, contract.table(), ContractSchema.of(contract))
                    .rows(lake.spark()));
  }
}
