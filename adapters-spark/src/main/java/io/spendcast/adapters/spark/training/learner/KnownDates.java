package io.spendcast.adapters.spark.training.learner;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;

/**
 * At which training dates a column is known of anybody. An input that is not known at all of them,
 * such as the season in the first year, would mean one thing there and another one later. So would
 * a sum over the last year where the history has less than one: at such a date it is not known.
 *
 * @param byColumn the dates at which it is known, in order
 * @param dates all of them, in order
 */
public record KnownDates(Map<String, List<LocalDate>> byColumn, List<LocalDate> dates) {
  /** Takes one pass over the rows. */
  static KnownDates of(Dataset<Row> data, List<String> columns) {
    List<Column> counts = new ArrayList<>();
    columns.forEach(name -> counts.add(count(col(name))));
    counts.add(history(data.columns()).findAny().map(name -> min(col(name))).orElse(lit(null)));
    Map<LocalDate, Row> byDate = new TreeMap<>();
    data.groupBy(col(TrainingColumns.AS_OF).cast("string"))
        .agg(count("*"), counts.toArray(Column[]::new))
        .collectAsList()
        .forEach(row -> byDate.put(LocalDate.parse(row.getString(0)), row));
    Map<String, List<LocalDate>> byColumn = new TreeMap<>();
    for (int i = 0; i < columns.size(); i++) {
      int at = i + 2;
      long lookback = lookback(data.schema().apply(columns.get(i)).metadata());
      byColumn.put(
          columns.get(i),
          byDate.entrySet().stream()
              .filter(date -> date.getValue().getLong(at) > 0)
              .filter(date -> !isShorter(date.getValue(), columns.size() + 2, lookback))
              .map(Map.Entry::getKey)
              .toList());
    }
    return new KnownDates(byColumn, List.copyOf(byDate.keySet()));
  }

  /** The column that says how much history there is, of those that a table has. */
  static Stream<String> history(String[] columns) {
    return Stream.of(columns).filter(CustomerFeatures.OBSERVED_HISTORY::equals);
  }

  /** Whether there is less history than is looked back over, as far as the table says. */
  private static boolean isShorter(Row date, int history, long lookback) {
    return lookback > 0 && !date.isNullAt(history) && date.getDouble(history) < lookback;
  }

  private static long lookback(Metadata column) {
    return column.contains(FeatureTable.LOOKBACK) ? column.getLong(FeatureTable.LOOKBACK) : 0;
  }

  public boolean isAlways(String column) {
    return byColumn.getOrDefault(column, List.of()).equals(dates);
  }

  /** Why a column cannot be read where it is needed to the last; empty if it can. */
  Optional<String> missing(String column) {
    LocalDate last = dates.get(dates.size() - 1);
    if (!byColumn.containsKey(column)) {
      return Optional.of("there is no feature " + column);
    }
    return byColumn.get(column).contains(last)
        ? Optional.empty()
        : Optional.of("%s is not known at the last training date, %s".formatted(column, last));
  }

  /** In words that follow the name of a column that is not always known. */
  public String since(String column) {
    List<LocalDate> known = byColumn.get(column);
    return known.isEmpty()
        ? "is not known at any training date"
        : "is known at %s of %s training dates, from %s on"
            .formatted(known.size(), dates.size(), known.get(0));
  }
}
