package io.spendcast.adapters.spark.ingest;

import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.domain.planted.PlantedSales;
import io.spendcast.domain.planted.PlantedWorld;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.SourceMapping;
import io.spendcast.domain.sales.TableContract;
import io.spendcast.domain.sales.TableContract.Column;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is kept of a planted world: TPC-DS's tables; where lines are corrected later, sales have one
 * column more, and it is part of their key.
 */
public final class PlantedContracts {
  private static final Map<String, String> PREFIXES =
      Map.of("store_sales", "ss_", "web_sales", "ws_");

  private PlantedContracts() {}

  /** The contracts, each table after those it refers to. */
  static List<TableContract> of(PlantedWorld world) {
    return TpcdsContracts.ALL.stream()
        .map(contract -> PREFIXES.containsKey(contract.table()) ? sales(contract, world) : contract)
        .toList();
  }

  private static TableContract sales(TableContract contract, PlantedWorld world) {
    Stream<Column> columns = contract.columns().stream().map(column -> bounded(column, contract));
    Optional<Column> known = known(contract, world);
    return new TableContract(
        contract.table(),
        Stream.concat(columns, known.stream()).toList(),
        Stream.concat(contract.key().stream(), known.map(Column::name).stream()).toList(),
        contract.references(),
        contract.repairs(),
        contract.money());
  }

  /** This shop knows its dearest line. */
  private static Column bounded(Column column, TableContract contract) {
    return contract.money().equals(Optional.of(column.name()))
        ? new Column(
            column.name(),
            column.type(),
            column.required(),
            column.least(),
            Optional.of(BigDecimal.valueOf(PlantedSales.MOST)))
        : column;
  }

  private static Optional<Column> known(TableContract contract, PlantedWorld world) {
    return world.isDirty()
        ? Optional.of(
            new Column(
                PREFIXES.get(contract.table()) + "known_at",
                TableContract.Type.TIME,
                false,
                Optional.empty(),
                Optional.empty()))
        : Optional.empty();
  }

  /** How the tables are read as lines. */
  public static List<SourceMapping> mappings(SourceArea area, PlantedWorld world) {
    List<SourceMapping> all = TpcdsMappings.of(area);
    return world.isDirty() ? all.stream().map(PlantedContracts::withKnownAt).toList() : all;
  }

  private static SourceMapping withKnownAt(SourceMapping mapping) {
    return mapping.flow() == LineFlow.RETURN
        ? mapping
        : mapping.knownAt(knownAt(mapping.channel()));
  }

  private static String knownAt(Channel channel) {
    return PREFIXES.get(channel.name() + "_sales") + "known_at";
  }
}
