package io.spendcast.adapters.spark.feature;

import io.spendcast.adapters.spark.table.CommitNote;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.Source;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.adapters.spark.table.TableEncoding;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.store.SalesChange;
import io.spendcast.domain.feature.store.TouchedDay;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.SourceMapping;
import io.spendcast.domain.sales.TableIngest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The table of daily spend: brought up to date with the raw tables by the days that differ. */
final class TileTable {
  private static final String MAPPINGS = "mappings";
  private static final String SCOPE = "scope";
  private static final String ALL_DAYS = "all days";

  private final Lake lake;
  private final TableName name;
  private final List<SourceMapping> mappings;

  TileTable(Lake lake, SourceArea area, List<SourceMapping> mappings) {
    this.lake = lake;
    this.name = area.features("customer_daily_spend");
    this.mappings = mappings;
  }

  /** Makes the tiles of all days that {@link #pending} names, in one commit. */
  TableVersion update(IngestReport sales) {
    SalesChange change = pending(sales);
    Optional<Set<LocalDate>> days = change.days();
    if (days.filter(Set::isEmpty).isPresent()) {
      return lake.newest(name);
    }
    Dataset<Row> tiles = laidOut(tiles(sales, days));
    if (days.isEmpty()) {
      return lake.overwrite(
          name, tiles, properties(sales), List.of(DailySpendTiles.YEAR), note(sales, ALL_DAYS));
    }
    return lake.replace(name, tiles, touching(days.get()), note(sales, "some days"));
  }

  private static Map<String, String> properties(IngestReport sales) {
    Map<String, String> properties = new HashMap<>(new Source(sales.source()).properties());
    properties.putAll(
        TableEncoding.of(
            List.of(SourceLines.CUSTOMER, SourceLines.DAY, SourceLines.KNOWN),
            List.of(DailySpendTiles.SPEND, DailySpendTiles.RETURNED, SourceLines.DISCOUNT)));
    return properties;
  }

  private static String touching(Set<LocalDate> days) {
    return "year IN (%s) AND day IN (%s)"
        .formatted(
            days.stream()
                .map(LocalDate::getYear)
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(", ")),
            new TreeSet<>(days)
                .stream().map("DATE '%s'"::formatted).collect(Collectors.joining(", ")));
  }

  /** The tiles as the raw tables give them, whatever the table holds. */
  Dataset<Row> tiles(IngestReport sales, Optional<Set<LocalDate>> days) {
    Map<TableName, TableVersion> raw = raw(sales);
    Dataset<Row> lines =
        TileLines.of(
            mappings, mapping -> SourceLines.of(mapping, table -> lake.read(raw.get(table))), days);
    return DailySpendTiles.of(lines);
  }

  /** Years are in folders of their own, and the tiles of a customer next to each other. */
  private static Dataset<Row> laidOut(Dataset<Row> tiles) {
    return tiles.sortWithinPartitions(DailySpendTiles.YEAR, SourceLines.CUSTOMER, SourceLines.DAY);
  }

  private Map<TableName, TableVersion> raw(IngestReport sales) {
    Source source = new Source(sales.source());
    Map<TableName, TableVersion> raw =
        sales.tables().stream()
            .map(TableIngest::table)
            .collect(Collectors.toMap(TableVersion::table, table -> table));
    raw.keySet().forEach(table -> source.requireOf(lake, table));
    return raw;
  }

  /** The table if it is what these sales give. */
  Optional<TableVersion> upToDate(IngestReport sales) {
    return lake.latest(name).filter(latest -> pending(sales).equals(SalesChange.of(Set.of())));
  }

  /** How the raw tables differ from those behind the table. */
  SalesChange pending(IngestReport sales) {
    Optional<TableVersion> latest = lake.intact(name);
    Optional<CommitNote> made = latest.map(lake::note).filter(this::isOfTheseMappings);
    if (made.isEmpty() || !new Source(sales.source()).isOf(lake, name)) {
      return SalesChange.EVERYTHING;
    }
    Map<TableName, TableVersion> now = raw(sales);
    Map<TableName, TableVersion> before = sources(made.get());
    if (!before.keySet().containsAll(now.keySet())
        || !before.values().stream().allMatch(lake::isUntouched)) {
      return SalesChange.EVERYTHING;
    }
    return new RawChange(lake, before, now).of(mappings);
  }

  private boolean isOfTheseMappings(CommitNote note) {
    return note.find(MAPPINGS).equals(Optional.of(Fingerprint.of(mappings).value()));
  }

  /** The raw tables behind a version of the table, by its note. */
  static Map<TableName, TableVersion> sources(CommitNote note) {
    Map<TableName, TableVersion> sources = new HashMap<>();
    note.entries()
        .forEach(
            (table, version) -> version(table, version).ifPresent(v -> sources.put(v.table(), v)));
    return sources;
  }

  /** Number and identity, as {@link #text} writes them. */
  private static Optional<TableVersion> version(String table, String text) {
    if (!table.contains("/")) {
      return Optional.empty();
    }
    String[] parts = text.split(" ", 2);
    return Optional.of(
        new TableVersion(
            new TableName(table), Long.parseLong(parts[0]), parts.length == 2 ? parts[1] : ""));
  }

  private static String text(TableVersion table) {
    return table.version() + " " + table.id();
  }

  private CommitNote note(IngestReport sales, String scope) {
    Map<String, String> entries = new HashMap<>();
    raw(sales).values().forEach(table -> entries.put(table.table().value(), text(table)));
    entries.put(MAPPINGS, Fingerprint.of(mappings).value());
    entries.put(SCOPE, scope);
    return new CommitNote(entries);
  }

  /** How the table differs from one of its earlier versions. */
  SalesChange since(TableVersion before) {
    Optional<TableVersion> now = lake.latest(name);
    if (now.isEmpty() || !lake.isUntouched(before)) {
      return SalesChange.EVERYTHING;
    }
    if (now.get().equals(before)) {
      return SalesChange.of(Set.of());
    }
    boolean remade =
        lake.notes(before, now.get()).stream()
            .anyMatch(note -> note.find(SCOPE).orElse(ALL_DAYS).equals(ALL_DAYS));
    return remade
        ? SalesChange.EVERYTHING
        : SalesChange.of(
            touched(lake.changes(before, now.get()).select("day", "known_day").distinct()));
  }

  /** Days and days of knowledge of these rows. */
  static Set<TouchedDay> touched(Dataset<Row> rows) {
    return rows
        .selectExpr("CAST(day AS STRING)", "CAST(known_day AS STRING)")
        .collectAsList()
        .stream()
        .map(
            row ->
                new TouchedDay(
                    LocalDate.parse(row.getString(0)), LocalDate.parse(row.getString(1))))
        .collect(Collectors.toSet());
  }
}
