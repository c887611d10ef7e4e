package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.xxhash64;

import io.spendcast.adapters.spark.ingest.tables.described.Line;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.sales.OwnTable;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes the lines of a table that broke a rule, as they were read, with the reason. */
final class QuarantinedLines {
  private final Lake lake;
  private final SourceArea area;
  private final OwnTable table;
  private final Map<String, String> properties;

  QuarantinedLines(Lake lake, SourceArea area, OwnTable table, Map<String, String> properties) {
    this.lake = lake;
    this.area = area;
    this.table = table;
    this.properties = properties;
  }

  /** The version that holds the refused lines of the table, if there are any. */
  Optional<TableVersion> write(Dataset<Row> judged, long refused) {
    TableName name = area.quarantine(table.name());
    Optional<TableVersion> before = lake.intact(name);
    if (refused == 0 && lake.latest(name).isEmpty()) {
      return Optional.empty();
    }
    Dataset<Row> rows =
        JudgedLines.of(table, judged)
            .filter(col(Line.REASON).isNotNull())
            .select(Line.REASON, Line.DAY, Line.MONEY, Line.ROW)
            .persist();
    try {
      Row wanted = content(rows);
      return before
          .filter(there -> content(lake.read(there)).equals(wanted))
          .or(() -> Optional.of(lake.overwrite(name, rows, properties)))
          .filter(there -> refused > 0);
    } finally {
      rows.unpersist();
    }
  }

  private static Row content(Dataset<Row> rows) {
    return rows.agg(
            count(lit(1)),
            sum(xxhash64(col(Line.REASON), to_json(col(Line.ROW))).cast("decimal(38,0)")))
        .first();
  }
}
