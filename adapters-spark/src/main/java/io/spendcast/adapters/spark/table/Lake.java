package io.spendcast.adapters.spark.table;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import java.nio.file.Path;
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
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.functions;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Delta tables below one root, addressed by name and read by version. */
public final class Lake {
  private static final String NOTE = "userMetadata";

  private final LazySession session;
  private final String root;

  /**
   * A lake at a root.
   *
   * @param session the session to work in
   * @param root a path or URI that Spark can write to
   */
  public Lake(LazySession session, String root) {
    this.session = session;
    this.root = absolute(root);
  }

  /** Delta finds a table by its path only if that is absolute. */
  private static String absolute(String root) {
    return root.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*")
        ? root
        : Path.of(root).toAbsolutePath().normalize().toString();
  }

  /** Where the lake lies: an absolute path or a URI. */
  public String root() {
    return root;
  }

  /** The session to work in. */
  public SparkSession spark() {
    return session.get();
  }

  /** Where a table lies. */
  public String path(TableName table) {
    return root + "/" + table;
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
            spark()
                .read()
                .format("delta")
                .option("versionAsOf", handle.version())
                .load(path(handle.table())));
  }

  /** The newest version of a table, if it exists. */
  public Optional<TableVersion> latest(TableName table) {
    return snapshot(table).map(found -> new TableVersion(table, found.version()));
  }

  /** A property of the table's newest version. */
  public Optional<String> property(TableName table, String key) {
    return snapshot(table)
        .map(found -> found.metadata().configuration().get(key))
        .filter(Option::isDefined)
        .map(Option::get);
  }

  /** Before its first commit, Delta gives a table the version −1. */
  private Optional<Snapshot> snapshot(TableName table) {
    return SparkErrors.translate(
        "look up " + table,
        () ->
            Optional.of(
                    DeltaLog.forTable(spark(), path(table))
                        .update(false, Option.empty(), Option.empty()))
                .filter(found -> found.version() >= 0));
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
    CreateTableWriter<Row> writer =
        rows.writeTo("delta.`%s`".formatted(path(table).replace("`", "``"))).using("delta");
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
          (latest(table).isPresent() ? writer.option("replaceWhere", predicate) : writer)
              .save(path(table));
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
        "read the history of " + table,
        () ->
            CollectionConverters.asJava(
                    DeltaLog.forTable(spark(), path(table))
                        .history()
                        .getHistory(first, Option.apply(last), Option.empty()))
                .stream()
                .map(commit -> CommitNote.parse(commit.userMetadata().getOrElse(() -> "")))
                .toList());
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
            spark()
                .read()
                .format("delta")
                .option("readChangeFeed", "true")
                .option("startingVersion", after.version() + 1)
                .option("endingVersion", until.version())
                .load(path(after.table())));
  }
}
