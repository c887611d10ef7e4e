package io.spendcast.adapters.spark.ingest;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.spendcast.adapters.spark.ingest.contract.ContractSchema;
import io.spendcast.adapters.spark.ingest.contract.Sums;
import io.spendcast.adapters.spark.planted.PlantedTable;
import io.spendcast.adapters.spark.planted.Truth;
import io.spendcast.adapters.spark.table.LazySession;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.planted.PlantedWorld;
import io.spendcast.domain.sales.DataSets;
import io.spendcast.domain.sales.TableContract;
import io.spendcast.domain.sales.WrittenTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes data sets with Spark, in parallel. */
public final class ParquetDataSets implements DataSets {
  private final LazySession session;

  /** A writer in a session. */
  public ParquetDataSets(LazySession session) {
    this.session = session;
  }

  @Override
  public List<WrittenTable> tpcds(double scale, String directory, Consumer<WrittenTable> progress) {
    Map<String, Dataset<Row>> tables = new LinkedHashMap<>();
    for (TableContract contract : TpcdsContracts.ALL) {
      tables.put(contract.table(), new TpcdsTable(contract, scale).rows(session.get()));
    }
    return write(tables, directory, progress);
  }

  @Override
  public List<WrittenTable> planted(
      PlantedWorld world, String directory, Consumer<WrittenTable> progress) {
    Map<String, Dataset<Row>> tables = new LinkedHashMap<>();
    for (TableContract contract : PlantedContracts.of(world)) {
      tables.put(
          contract.table(),
          new PlantedTable(world, contract.table(), ContractSchema.of(contract))
              .rows(session.get()));
    }
    Truth.SCHEMAS.forEach(
        (name, schema) ->
            tables.put(name, new PlantedTable(world, name, schema).rows(session.get())));
    return write(tables, directory, progress);
  }

  private List<WrittenTable> write(
      Map<String, Dataset<Row>> tables, String directory, Consumer<WrittenTable> progress) {
    return SparkErrors.translate(
        "write " + directory,
        () ->
            new NewFolder(session.get(), directory)
                .fill(
                    folder -> {
                      List<WrittenTable> written = new ArrayList<>();
                      tables.forEach(
                          (name, rows) -> {
                            written.add(new WrittenTable(name, write(rows, folder + "/" + name)));
                            progress.accept(written.get(written.size() - 1));
                          });
                      return written;
                    }));
  }

  private static long write(Dataset<Row> rows, String folder) {
    try (Sums read = new Sums(rows.sparkSession())) {
      read.of(rows, count(lit(1)).as("rows")).write().parquet(folder);
      return read.get().getLong(0);
    }
  }
}
