package io.spendcast.adapters.spark.table;

import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
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

  private static final String NOTE_OF_STATEMENTS = "spark.databricks.delta.commitInfo.userMetadata";
  private static final String UNITY_CATALOG = "spark.databricks.unityCatalog.enabled";
  private static final Set<String> NOT_UNITY = Set.of("hive_metastore", "spark_catalog");

  /** Hidden, so that no reader of the lake takes it for a table. */
  private static final String SCRATCH = ".spendcast-scratch";

  /** So many commits of others may come before a writer looks for its own. */
  private static final int MOST_COMMITS = 100;

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
    this(session, LakePlace.of(root), shared);
  }

  private Lake(LazySession session, LakePlace place, String shared) {
    this(session, place, shared, DeltaTables.at(place, session));
  }

  Lake(LazySession session, LakePlace place, String shared, DeltaTables tables) {
    this.session = session;
    this.place = place;
    this.tables = tables;
    this.shared =
        new SharedDirectory(session, shared.isBlank() ? place.root() + "/" + SCRATCH : shared);
  }

  /** The place of the lake: an absolute path, a URI, or {@code catalog:CATALOG.SCHEMA}. */
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

  /** The place of a table, as people read it: its path, or its name in the catalog. */
  public String path(TableName table) {
    return place.of(table);
  }

  /**
   * The rows of a table at a version; {@code NOT_FOUND} if it is gone, or is of another table that
   * took its name.
   */
  public Dataset<Row> read(TableVersion handle) {
    Optional<TableVersion> there = at(handle);
    if (there.isEmpty()) {
      throw gone("read " + handle, "there is no such table version at " + path(handle.table()));
    }
    if (!handle.id().isEmpty() && !there.equals(Optional.of(handle))) {
      throw gone("read " + handle, "there is another table now at " + path(handle.table()));
    }
    return SparkErrors.translate(
        "read " + handle,
        () ->
            tables.load(
                spark().read().format("delta").option("versionAsOf", handle.version()),
                handle.table()));
  }

  private static SpendcastException gone(String doing, String why) {
    return new SpendcastException(
        Kind.NOT_FOUND,
        "Cannot %s: %s.".formatted(doing, why),
        "Run `spendcast run`: it makes again what is gone.");
  }

  private Optional<TableVersion> at(TableVersion handle) {
    return SparkErrors.translate(
        "look up " + handle, () -> tables.at(handle.table(), handle.version()));
  }

  /** The newest version of a table, if it exists. */
  public Optional<TableVersion> latest(TableName table) {
    return SparkErrors.translate("look up " + table, () -> tables.newest(table));
  }

  /**
   * The newest version of a table that there was a moment ago.
   *
   * @throws SpendcastException CONFLICT if somebody has removed it since
   */
  public TableVersion newest(TableName table) {
    return latest(table).orElseThrow(() -> gone(table));
  }

  /** The newest version of a table, if it exists with all its files. */
  public Optional<TableVersion> intact(TableName table) {
    return latest(table).filter(this::isComplete);
  }

  /** Whether the files of a version are there, each as long as it was written. */
  public boolean isComplete(TableVersion version) {
    return SparkErrors.translate(
        "look for the files of " + version, () -> tables.missingFile(version).isEmpty());
  }

  /** The files that hold the rows of a version; none where nobody may look at them. */
  public List<StoredFile> files(TableVersion version) {
    return SparkErrors.translate("look up the files of " + version, () -> tables.files(version));
  }

  /** Makes a version of a table without the rows of some files. */
  public void without(TableName table, Set<String> files) {
    SparkErrors.translate(
        "write " + table,
        () -> {
          tables.without(table, files);
          return table;
        });
  }

  /** Forgets what was read of the tables' logs, so that they are read anew. */
  public void forget() {
    DeltaTables.forget();
  }

  /** Whether the tables are in a catalog, which lets nobody look at their files. */
  public boolean isCataloged() {
    return place.isCatalog();
  }

  /** One of the versions of a table, if it is there. */
  public Optional<TableVersion> version(TableName table, long number) {
    return SparkErrors.translate("look up " + table, () -> tables.at(table, number));
  }

  /** Refuses to go on with a table of which files are gone, since nobody can make them again. */
  public void requireComplete(String doing, TableVersion version) {
    SparkErrors.translate("look for the files of " + version, () -> tables.missingFile(version))
        .ifPresent(
            file -> {
              throw new SpendcastException(
                  Kind.NOT_FOUND,
                  "Cannot %s: of the table, the file %s is gone or cut.".formatted(doing, file),
                  "Put it back from a backup. Or run `spendcast verify --set-aside`, which gives up what is"
                      + " gone and keeps the rest, then `spendcast run`.");
            });
  }

  /** Whether a version is of the table that there is, and only we changed that since. */
  public boolean isUntouched(TableVersion version) {
    Optional<TableVersion> last = latest(version.table());
    return at(version).equals(Optional.of(version))
        && last.filter(newest -> onlyWeChanged(version, newest)).isPresent();
  }

  private boolean onlyWeChanged(TableVersion before, TableVersion newest) {
    return newest.equals(before)
        || commits(before.table(), before.version() + 1, newest.version()).stream()
            .noneMatch(Commit::isForeign);
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
   * @param note what {@link #note} gives of this commit
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
    return commit(table, note, text -> writer.option(NOTE, text).createOrReplace());
  }

  /** The version that this write made, which is not always the newest when it returns. */
  private TableVersion commit(TableName table, CommitNote note, Consumer<String> write) {
    String mark = UUID.randomUUID().toString();
    return SparkErrors.translate(
        "write " + table,
        () -> {
          write.accept(note.marked(mark).json());
          return marked(table, mark);
        });
  }

  private TableVersion marked(TableName table, String mark) {
    long newest = latest(table).map(TableVersion::version).orElse(-1L);
    for (long version = newest; version >= 0 && newest - version < MOST_COMMITS; version--) {
      if (commits(table, version, version).stream().anyMatch(commit -> commit.hasMark(mark))) {
        return tables.at(table, version).orElseThrow(() -> gone(table));
      }
    }
    throw gone(table);
  }

  private SpendcastException gone(TableName table) {
    return new SpendcastException(
        Kind.CONFLICT,
        "Cannot use %s: what was written is not there any more.".formatted(path(table)),
        "Another writer is at work; wait for it, then run again.");
  }

  /** Replaces the rows that match a predicate by these rows, all of which must match it. */
  public TableVersion replace(TableName table, Dataset<Row> rows, String predicate) {
    return replace(table, rows, predicate, CommitNote.NONE);
  }

  /** The same, with a note. */
  public TableVersion replace(
      TableName table, Dataset<Row> rows, String predicate, CommitNote note) {
    return replace(table, rows.write().format("delta").mode(SaveMode.Overwrite), predicate, note);
  }

  private TableVersion replace(
      TableName table, DataFrameWriter<Row> writer, String predicate, CommitNote note) {
    if (latest(table).isPresent()) {
      writer.option("replaceWhere", predicate);
    }
    return commit(table, note, text -> tables.save(writer.option(NOTE, text), table));
  }

  /**
   * Replaces the rows that match a predicate by these rows, all of which must match it. Columns
   * that the table does not have yet are added to it, null in all other rows.
   */
  public TableVersion replaceAndWiden(TableName table, Dataset<Row> rows, String predicate) {
    return replace(
        table,
        rows.write().format("delta").mode(SaveMode.Overwrite).option("mergeSchema", "true"),
        predicate,
        CommitNote.NONE);
  }

  /**
   * Whether the tables are Unity Catalog's, which keeps more of a table than Delta does. Databricks
   * says so in the session, and Hive's old catalog beside it does not count.
   */
  public boolean isGoverned() {
    return place.isCatalog()
        && Boolean.parseBoolean(spark().conf().get(UNITY_CATALOG, "false"))
        && !NOT_UNITY.contains(place.catalog());
  }

  /**
   * Changes what is known of a table, and none of its rows. Whoever looks at its newest commit
   * finds the note of the one before.
   *
   * @param statements in SQL, with {@code %s} for the table
   */
  public TableVersion describe(TableName table, List<String> statements, CommitNote note) {
    spark().conf().set(NOTE_OF_STATEMENTS, note.json());
    try {
      SparkErrors.translate(
          "describe " + table,
          () -> {
            statements.forEach(text -> spark().sql(text.formatted(place.identifier(table))));
            return table;
          });
    } finally {
      spark().conf().unset(NOTE_OF_STATEMENTS);
    }
    return newest(table);
  }

  /** The notes of the commits after one version up to another, in any order. */
  public List<CommitNote> notes(TableVersion after, TableVersion until) {
    return notes(after.table(), after.version() + 1, until.version());
  }

  private List<CommitNote> notes(TableName table, long first, long last) {
    return commits(table, first, last).stream()
        .map(commit -> commit.note().map(CommitNote::unmarked).orElse(CommitNote.NONE))
        .toList();
  }

  private List<Commit> commits(TableName table, long first, long last) {
    return SparkErrors.translate(
        "read the history of " + table, () -> tables.commits(table, first, last));
  }

  /** The note of the commit that made this version. */
  public CommitNote note(TableVersion version) {
    return notes(version.table(), version.version(), version.version()).get(0);
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
