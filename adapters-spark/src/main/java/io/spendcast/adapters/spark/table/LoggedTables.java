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
import org.apache.spark.sql.delta.DeltaHistory;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Tables by their paths, whose logs are asked directly, which starts no Spark job. */
final class LoggedTables implements DeltaTables {
  private final LakePlace place;
  private final LazySession session;
  private volatile boolean reachable;

  LoggedTables(LakePlace place, LazySession session) {
    this.place = place;
    this.session = session;
  }

  static void forget() {
    DeltaLog.clearCache();
  }

  private DeltaLog log(TableName table) {
    if (!reachable) {
      new Schemes(session.get().sessionState().newHadoopConf()).path(place.root());
      reachable = true;
    }
    return DeltaLog.forTable(session.get(), place.of(table));
  }

  /** Before its first commit, Delta gives a table the version −1. */
  private Optional<Snapshot> snapshot(TableName table) {
    return Optional.of(log(table).update(false, Option.empty(), Option.empty()))
        .filter(found -> found.version() >= 0);
  }

  @Override
  public Optional<TableVersion> newest(TableName table) {
    return snapshot(table).map(found -> handle(table, found));
  }

  private static TableVersion handle(TableName table, Snapshot found) {
    return new TableVersion(table, found.version(), found.metadata().id());
  }

  @Override
  public Optional<TableVersion> at(TableName table, long version) {
    return snapshot(table, version).map(found -> handle(table, found));
  }

  /** The log of a version may have been cleaned away. */
  private Optional<Snapshot> snapshot(TableName table, long version) {
    Optional<Snapshot> newest = snapshot(table).filter(last -> last.version() >= version);
    if (newest.isEmpty() || newest.get().version() == version) {
      return newest;
    }
    DeltaLog log = log(table);
    return log.history().getEarliestRecreatableCommit() > version
        ? Optional.empty()
        : Optional.of(DeltaVersions.snapshot(log, version));
  }

  @Override
  public Optional<String> missingFile(TableVersion version) {
    return snapshot(version.table(), version.version())
        .map(found -> new TableFiles(session.get(), found).missing())
        .orElse(Optional.of("the log of version " + version.version()));
  }

  @Override
  public List<StoredFile> files(TableVersion version) {
    return snapshot(version.table(), version.version())
        .map(found -> new TableFiles(session.get(), found).all())
        .orElse(List.of());
  }

  @Override
  public void without(TableName table, Set<String> files) {
    TableFiles.remove(log(table), files);
  }

  @Override
  public Optional<String> property(TableName table, String key) {
    return snapshot(table)
        .map(found -> found.metadata().configuration().get(key))
        .filter(Option::isDefined)
        .map(Option::get);
  }

  @Override
  public List<Commit> commits(TableName table, long first, long last) {
    return CollectionConverters.asJava(
            log(table).history().getHistory(first, Option.apply(last), Option.empty()))
        .stream()
        .map(LoggedTables::commit)
        .toList();
  }

  private static Commit commit(DeltaHistory commit) {
    return new Commit(
        ((Number) commit.version().get()).longValue(),
        commit.operation(),
        CommitNote.parse(commit.userMetadata().getOrElse(() -> "")));
  }

  @Override
  public Dataset<Row> load(DataFrameReader reader, TableName table) {
    return reader.load(place.of(table));
  }

  @Override
  public void save(DataFrameWriter<Row> writer, TableName table) {
    writer.save(place.of(table));
  }
}
