package io.spendcast.adapters.spark.table;

import io.delta.tables.DeltaTable;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  public Optional<TableVersion> newest(TableName table) {
    return exists(table)
        ? Optional.of(
            new TableVersion(
                table, history(table, " LIMIT 1").first().<Long>getAs("version"), id(table)))
        : Optional.empty();
  }

  private String id(TableName table) {
    return session
        .get()
        .sql("DESCRIBE DETAIL " + place.identifier(table))
        .first()
        .<String>getAs("id");
  }

  /** SQL says only of the newest version which table it is of; earlier ones are taken for it. */
  @Override
  public Optional<TableVersion> at(TableName table, long version) {
    return newest(table)
        .filter(last -> last.version() >= version)
        .map(last -> new TableVersion(table, version, last.id()));
  }

  /** A catalog does not let the files of its tables be looked at. */
  @Override
  public Optional<String> missingFile(TableVersion version) {
    return Optional.empty();
  }

  @Override
  public List<StoredFile> files(TableVersion version) {
    return List.of();
  }

  @Override
  public void without(TableName table, Set<String> files) {
    throw new IllegalStateException("nobody can name the files of " + place.of(table));
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
  public List<Commit> commits(TableName table, long first, long last) {
    return history(table, "")
        .where("version BETWEEN %s AND %s".formatted(first, last))
        .select("version", "operation", "userMetadata")
        .collectAsList()
        .stream()
        .map(
            commit ->
                new Commit(
                    commit.getLong(0),
                    commit.getString(1),
                    CommitNote.parse(commit.isNullAt(2) ? "" : commit.getString(2))))
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
