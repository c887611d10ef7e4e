package io.spendcast.adapters.spark.table;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.CreateTableWriter;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Delta tables below one root, addressed by name and read by version. */
public final class Lake {
  private static final String NOTE = "userMetadata";

  /** Hidden, so that no reader of the lake takes it for a table. */
  private static final String SCRATCH = ".spendcast-scratch";

  private final LazySession session;
  private final LakePlace place;
  private final DeltaTables tables;
  private final SharedDirectory shared;

  /**
   * A lake at a root, whose machines share a folder of it.
   *
   * @param session the session to work in
   * @param root a path or URI that Spark can write to, or {@code catalog:CATALOG.SCHEMA}
   */
  public Lake(LazySession session, String root) {
    this(session, root, "");
  }

  /**
   * A lake at a root.
   *
   * @param session the session to work in
   * @param root a path or URI that Spark can write to, or {@code catalog:CATALOG.SCHEMA}
   * @param shared a path or URI that every machine reaches; blank for a folder of the lake
   */
  public Lake(LazySession session, String root, String shared) {
    this.session = session;
    this.place = LakePlace.of(root);
    this.tables = DeltaTables.at(place, session);
    this.shared =
        new SharedDirectory(session, shared.isBlank() ? place.root() + "/" + SCRATCH : shared);
  }

  /** Where the lake lies: an absolute path, a URI, or {@code catalog:CATALOG.SCHEMA}. */
  public String root() {
    return place.root();
  }

  /** What every machine of the session reaches. */
  public SharedDirectory shared() {
    return shared;
  }

  LakePlace place() {
    return place;
  }

  /** The session to work in. */
  public SparkSession spark() {
    return session.get();
  }

  /** Where a table lies, as people read it: its path, or its name in the catalog. */
  public String path(TableName table) {
    return place.of(table);
  }

  /** The rows of a table at a version; {@code NOT_FOUND} if it is gone. */
  public Dataset<Row> read(TableVersion handle) {
    if (latest(handle.table()).filter(last -> last.version() >= handle.version()).isEmpty()) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot read %s: there is no such table version at %s."
              .formatted(handle, path(handle.table())),
          "Run the task that writes it again.");
    }
    return SparkErrors.translate(
        "read " + handle,
        () ->
            tables.load(
                spark().read().format("delta").option("versionAsOf", handle.version()),
                handle.table()));
  }

  /** The newest version of a table, if it exists. */
  public Optional<TableVersion> latest(TableName table) {
    return SparkErrors.translate("look up " + table, () -> tables.version(table))
        .map(version -> new TableVersion(table, version));
  }

  /** A property of the table's newest version. */
  public Optional<String> property(TableName table, String key) {
    return SparkErrors.translate("look up " + table, () -> tables.property(table, key));
  }

  /** Replaces the whole content and schema of a table, which is made if need be. */
  public TableVersion overwrite(
      TableName table, Dataset<Row> rows, Map<String, String> properties) {
    return overwrite(table, rows, properties, List.of(), CommitNote.NONE);
  }

  /**
   * Replaces a table, content, schema and properties in one commit, laid out by some columns.
   *
   * @param note what {@link #note} tells of this commit
   */
  public TableVersion overwrite(
      TableName table,
      Dataset<Row> rows,
      Map<String, String> properties,
      List<String> partitionedBy,
      CommitNote note) {
    // Only this writer keeps properties of our own; the older one drops all but Delta's.
    CreateTableWriter<Row> writer = rows.writeTo(place.identifier(table)).using("delta");
    properties.forEach(writer::tableProperty);
    if (!partitionedBy.isEmpty()) {
      Column[] columns = partitionedBy.stream().map(functions::col).toArray(Column[]::new);
      writer.partitionedBy(columns[0], Arrays.copyOfRange(columns, 1, columns.length));
    }
    return SparkErrors.translate(
        "write " + table,
        () -> {
          writer.option(NOTE, note.json()).createOrReplace();
          return latest(table).orElseThrow();
        });
  }

  /** Replaces the rows that match a predicate by these rows, all of which must match it. */
  public TableVersion replace(TableName table, Dataset<Row> rows, String predicate) {
    return replace(table, rows, predicate, CommitNote.NONE);
  }

  /** The same, with a note. */
  public TableVersion replace(
      TableName table, Dataset<Row> rows, String predicate, CommitNote note) {
    return replace(
        table,
        rows.write().format("delta").mode(SaveMode.Overwrite).option(NOTE, note.json()),
        predicate);
  }

  private TableVersion replace(TableName table, DataFrameWriter<Row> writer, String predicate) {
    return SparkErrors.translate(
        "write " + table,
        () -> {
          tables.save(
              latest(table).isPresent() ? writer.option("replaceWhere", predicate) : writer, table);
          return latest(table).orElseThrow();
        });
  }

  /**
   * Replaces the rows that match a predicate by these rows, all of which must match it. Columns
   * that the table does not have yet are added to it, null in all other rows.
   */
  public TableVersion replaceAndWiden(TableName table, Dataset<Row> rows, String predicate) {
    return replace(
        table,
        rows.write()
            .format("delta")
            .mode(SaveMode.Overwrite)
            .option(NOTE, CommitNote.NONE.json())
            .option("mergeSchema", "true"),
        predicate);
  }

  /** The notes of the commits after one version up to another, in any order. */
  public List<CommitNote> notes(TableVersion after, TableVersion until) {
    return commits(after.table(), after.version() + 1, until.version());
  }

  private List<CommitNote> commits(TableName table, long first, long last) {
    return SparkErrors.translate(
        "read the history of " + table, () -> tables.notes(table, first, last));
  }

  /** The note of the commit that made this version. */
  public CommitNote note(TableVersion version) {
    return commits(version.table(), version.version(), version.version()).get(0);
  }

  /**
   * The rows that came and went after one version up to another, with the column {@code
   * _change_type}: insert, delete, update_preimage or update_postimage.
   */
  public Dataset<Row> changes(TableVersion after, TableVersion until) {
    return SparkErrors.translate(
        "read the changes of " + after.table(),
        () ->
            tables.load(
                spark()
                    .read()
                    .format("delta")
                    .option("readChangeFeed", "true")
                    .option("startingVersion", after.version() + 1)
                    .option("endingVersion", until.version()),
                after.table()));
  }
}
