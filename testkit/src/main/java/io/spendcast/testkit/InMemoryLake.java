package io.spendcast.testkit;

import io.spendcast.domain.CustomerId;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.IngestReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables as lists of records, every version kept: what the in-memory adapters share. */
public final class InMemoryLake implements TestLake {
  static final TableName DAILY_SPEND = new TableName("features/fixture/customer_daily_spend");
  static final TableName FEATURES = new TableName("features/fixture/customer_features");
  static final TableName PREDICTIONS =
      new TableName("predictions/fixture/customer_spend_predictions");

  private final Map<TableName, List<List<?>>> tables = new HashMap<>();
  private final Map<TableVersion, List<TableVersion>> sources = new HashMap<>();
  private final Map<TableName, String> ids = new HashMap<>();
  private final Set<TableName> foreign = new HashSet<>();
  private final Set<TableName> spoilt = new HashSet<>();
  private final Set<TableName> spoiltWithin = new HashSet<>();
  private int made;
  private int scratchTables;

  /** A lake without tables. */
  public InMemoryLake() {}

  synchronized TableVersion write(TableName table, List<?> rows) {
    tables.computeIfAbsent(table, this::created).add(List.copyOf(rows));
    foreign.remove(table);
    return latest(table).orElseThrow();
  }

  private List<List<?>> created(TableName table) {
    ids.put(table, "made-" + made++);
    return new ArrayList<>();
  }

  /** Whether this version is there, and nobody else changed the table since. */
  synchronized boolean isUntouched(TableVersion version) {
    return !foreign.contains(version.table())
        && latest(version.table())
            .filter(last -> last.version() >= version.version() && last.id().equals(version.id()))
            .isPresent();
  }

  /** From now on nobody can read the table, as a short look finds. */
  public synchronized void spoil(TableName table) {
    spoilt.add(table);
  }

  /** From now on nobody can read the table, as only reading finds. */
  public synchronized void spoilWithin(TableName table) {
    spoiltWithin.add(table);
  }

  synchronized boolean isSpoilt(TableName table) {
    return spoilt.contains(table);
  }

  synchronized boolean isReadable(TableName table) {
    return !spoilt.contains(table) && !spoiltWithin.contains(table);
  }

  @Override
  public synchronized void remove(TableName table) {
    tables.remove(table);
    ids.remove(table);
    spoilt.remove(table);
    spoiltWithin.remove(table);
  }

  @Override
  public synchronized void empty(TableName table) {
    write(table, List.of());
    foreign.add(table);
  }

  /** Writes only if the latest version holds something else. */
  synchronized TableVersion writeIfChanged(TableName table, List<?> rows) {
    return latest(table)
        .filter(version -> tables.get(table).get((int) version.version()).equals(rows))
        .orElseGet(() -> write(table, rows));
  }

  /** Notes which tables another was made of. */
  synchronized TableVersion noted(TableVersion table, List<TableVersion> madeOf) {
    sources.put(table, List.copyOf(madeOf));
    return table;
  }

  /** The tables that another was made of. */
  synchronized List<TableVersion> sources(TableVersion table) {
    return sources.getOrDefault(table, List.of());
  }

  synchronized TableVersion writeScratch(List<?> rows) {
    scratchTables++;
    return write(new TableName("scratch/scored_" + scratchTables), rows);
  }

  synchronized List<TableName> names() {
    return List.copyOf(tables.keySet());
  }

  synchronized Optional<TableVersion> latest(TableName table) {
    return Optional.ofNullable(tables.get(table))
        .map(versions -> new TableVersion(table, versions.size() - 1, ids.get(table)));
  }

  synchronized <T> List<T> read(TableVersion table, Class<T> row) {
    List<List<?>> versions = tables.getOrDefault(table.table(), List.of());
    if (!isReadable(table.table()) || table.version() >= versions.size() || !isOf(table)) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot read " + table + ": there is none.",
          "Run the task before again.");
    }
    return versions.get((int) table.version()).stream().map(row::cast).toList();
  }

  private boolean isOf(TableVersion handle) {
    return handle.id().isEmpty() || handle.id().equals(ids.get(handle.table()));
  }

  @Override
  public IngestReport sales(Map<CustomerId, List<DailySpend>> sales, DateWindow salesDays) {
    return new IngestReport(
        "the test's own sales", new SalesWriter(this).write(SalesLine.of(sales)), salesDays);
  }

  @Override
  public FeatureTable features(FeatureSet features, List<FeatureRow> rows) {
    return new FeatureTable(
        write(FEATURES, rows),
        write(DAILY_SPEND, List.of()),
        features.fingerprint(),
        features.inputs(),
        features.horizon(),
        rows.stream().map(FeatureRow::asOf).sorted().distinct().toList(),
        rows.size(),
        features.columns());
  }

  @Override
  public List<FeatureRow> featureRows(FeatureTable table) {
    return read(table.table(), FeatureRow.class);
  }

  @Override
  public TableVersion scored(List<PredictionRow> rows) {
    return writeScratch(rows);
  }

  @Override
  public List<PredictionRow> predictions(TableVersion table) {
    return read(table, PredictionRow.class);
  }

  @Override
  public List<String> texts(TableVersion table) {
    return read(table, Record.class).stream().map(Record::toString).toList();
  }
}
