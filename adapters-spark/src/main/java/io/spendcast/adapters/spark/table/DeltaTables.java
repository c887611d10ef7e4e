package io.spendcast.adapters.spark.table;

import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How the tables of a lake are reached and what is known of their versions. */
interface DeltaTables {
  /** The newest version, if the table exists. */
  Optional<TableVersion> newest(TableName table);

  /** One of its versions, if it can still be read, as far as that is known. */
  Optional<TableVersion> at(TableName table, long version);

  /** A file of this version that is not there, or not as long as it was; as far as is known. */
  Optional<String> missingFile(TableVersion version);

  /** The files that hold the rows of this version; none where nobody may look at them. */
  List<StoredFile> files(TableVersion version);

  /** Makes a version without the rows of these files, named as {@link StoredFile#name}. */
  void without(TableName table, Set<String> files);

  /** A property of the newest version. */
  Optional<String> property(TableName table, String key);

  /** The commits from one version to another, both included, in any order. */
  List<Commit> commits(TableName table, long first, long last);

  /** The rows of a table that a reader finds with its options. */
  Dataset<Row> load(DataFrameReader reader, TableName table);

  /** Writes a table by a writer with its options. */
  void save(DataFrameWriter<Row> writer, TableName table);

  /**
   * The tables at a place. Delta's log is the fastest to ask, but it is no public interface, and
   * Databricks has another; a catalog does not let its tables be reached by their paths.
   */
  static DeltaTables at(LakePlace place, LazySession session) {
    return place.isCatalog() || !hasLog()
        ? new SqlTables(place, session)
        : new LoggedTables(place, session);
  }

  /** Forgets what was read of logs, which belongs to the session that read it. */
  static void forget() {
    if (hasLog()) {
      LoggedTables.forget();
    }
  }

  private static boolean hasLog() {
    try {
      Class.forName("org.apache.spark.sql.delta.DeltaLog", false, Lake.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
