package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.col;

import io.spendcast.adapters.spark.ingest.tables.described.Line;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.sales.OwnTable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes the lines of a table to keep, but only what is not there yet: nothing if no day changed,
 * else the changed days in one commit, so that readers of the table's history see what changed.
 */
final class CleanLines {
  /** Read by nobody but the next ingest. */
  private static final String MAPPING = "spendcast.mapping";

  /** With more changed days than this, naming them costs more than writing everything. */
  private static final int MOST_DAYS = 400;

  /** Some hundred megabytes at most; fewer rows need no second look at the lines to spread them. */
  private static final long ROWS_PER_FILE = 4_000_000;

  private final Lake lake;
  private final SourceArea area;
  private final OwnTable table;
  private final Map<String, String> properties;

  CleanLines(Lake lake, SourceArea area, OwnTable table, Map<String, String> source) {
    this.lake = lake;
    this.area = area;
    this.table = table;
    this.properties = new HashMap<>(source);
    properties.put(MAPPING, Fingerprint.of(table).value());
  }

  /** The version that holds these lines, whose days are as said. */
  TableVersion write(Dataset<Row> judged, Map<LocalDate, DayDigest> days) {
    TableName name = area.cleaned(table.name());
    Dataset<Row> kept =
        JudgedLines.of(table, judged)
            .filter(col(Line.REASON).isNull())
            .select(Line.CLEANED.stream().map(column -> col(column)).toArray(Column[]::new));
    Optional<TableVersion> latest = lake.intact(name);
    if (latest.isEmpty()
        || !lake.property(name, MAPPING).equals(Optional.of(properties.get(MAPPING)))) {
      return overwrite(kept, days);
    }
    Set<LocalDate> changed = changed(DayDigest.of(lake.read(latest.get())), days);
    if (changed.isEmpty()) {
      return latest.get();
    }
    if (changed.size() > MOST_DAYS) {
      return overwrite(kept, days);
    }
    String predicate =
        changed.stream()
            .map("DATE'%s'"::formatted)
            .collect(Collectors.joining(", ", Line.DAY + " IN (", ")"));
    long rows = rows(days, changed::contains);
    return verified(lake.replace(name, laidOut(kept.filter(predicate), rows), predicate), days);
  }

  private TableVersion overwrite(Dataset<Row> kept, Map<LocalDate, DayDigest> days) {
    TableName name = area.cleaned(table.name());
    long rows = rows(days, day -> true);
    return verified(lake.overwrite(name, laidOut(kept, rows), properties), days);
  }

  private static long rows(Map<LocalDate, DayDigest> days, Predicate<LocalDate> wanted) {
    return days.entrySet().stream()
        .filter(day -> wanted.test(day.getKey()))
        .mapToLong(day -> day.getValue().rows())
        .sum();
  }

  /** Files hold ranges of days, so that a changed day touches few of them. */
  private static Dataset<Row> laidOut(Dataset<Row> lines, long rows) {
    int files = Math.toIntExact(1 + rows / ROWS_PER_FILE);
    return (files == 1 ? lines.repartition(1) : lines.repartitionByRange(files, col(Line.DAY)))
        .sortWithinPartitions(Line.DAY);
  }

  private static Set<LocalDate> changed(
      Map<LocalDate, DayDigest> before, Map<LocalDate, DayDigest> after) {
    return Stream.of(before, after)
        .flatMap(days -> days.keySet().stream())
        .filter(day -> !Objects.equals(before.get(day), after.get(day)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The source is read more than once; what landed must be what was checked. */
  private TableVersion verified(TableVersion written, Map<LocalDate, DayDigest> days) {
    if (!DayDigest.of(lake.read(written)).equals(days)) {
      throw new SpendcastException(
          Kind.CONFLICT,
          "Cannot ingest %s: it changed while it was read.".formatted(table.name()),
          "Run again once nobody writes to it.");
    }
    return written;
  }
}
