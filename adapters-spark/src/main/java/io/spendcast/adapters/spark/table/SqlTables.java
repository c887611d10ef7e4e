package io.spendcast.adapters.spark.table;

import io.delta.tables.DeltaTable;
import io.spendcast.domain.TableName;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Tables by their names in a catalog, or by their paths, asked in SQL alone, which all Deltas
 * speak.
 */
final class SqlTables implements DeltaTables {
  private final LakePlace place;
  private final LazySession session;

  SqlTables(LakePlace place, LazySession session) {
    this.place = place;
    this.session = session;
  }

  private boolean exists(TableName table) {
    return place.isCatalog()
        ? session.get().catalog().tableExists(place.identifier(table))
        : DeltaTable.isDeltaTable(session.get(), place.of(table));
  }

  @Override
  public Optional<Long> version(TableName table) {
    return exists(table)
        ? Optional.of(history(table, " LIMIT 1").first().<Long>getAs("version"))
        : Optional.empty();
  }

  private Dataset<Row> history(TableName table, String limit) {
    return session.get().sql("DESCRIBE HISTORY " + place.identifier(table) + limit);
  }

  @Override
  public Optional<String> property(TableName table, String key) {
    if (!exists(table)) {
      return Optional.empty();
    }
    return session
        .get()
        .sql("SHOW TBLPROPERTIES " + place.identifier(table))
        .collectAsList()
        .stream()
        .filter(property -> property.getString(0).equals(key))
        .map(property -> property.getString(1))
        .findFirst();
  }

  @Override
  public List<CommitNote> notes(TableName table, long first, long last) {
    return history(table, "")
        .where("version BETWEEN %s AND %s".formatted(first, last))
        .select("userMetadata")
        .collectAsList()
        .stream()
        .map(commit -> CommitNote.parse(commit.isNullAt(0) ? "" : commit.getString(0)))
        .toList();
  }

  @Override
  public Dataset<Row> load(DataFrameReader reader, TableName table) {
    return place.isCatalog() ? reader.table(place.identifier(table)) : reader.load(place.of(table));
  }

  @Override
  public void save(DataFrameWriter<Row> writer, TableName table) {
    if (place.isCatalog()) {
      writer.saveAsTable(place.identifier(table));
    } else {
      writer.save(place.of(table));
    }
  }
}
