package io.spendcast.adapters.spark.training.learner;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * At which training dates a column is known of anybody. An input that is not known at all of them,
 * such as the season in the first year, would mean one thing there and another one later.
 *
 * @param byColumn the dates at which it is known, in order
 * @param dates all of them, in order
 */
public record KnownDates(Map<String, List<LocalDate>> byColumn, List<LocalDate> dates) {
  /** Takes one pass over the rows. */
  static KnownDates of(Dataset<Row> data, List<String> columns) {
    List<Column> counts = new ArrayList<>();
    columns.forEach(name -> counts.add(count(col(name))));
    Map<LocalDate, Row> byDate = new TreeMap<>();
    data.groupBy(col(TrainingColumns.AS_OF).cast("string"))
        .agg(count("*"), counts.toArray(Column[]::new))
        .collectAsList()
        .forEach(row -> byDate.put(LocalDate.parse(row.getString(0)), row));
    Map<String, List<LocalDate>> byColumn = new TreeMap<>();
    for (int i = 0; i < columns.size(); i++) {
      int at = i + 2;
      byColumn.put(
          columns.get(i),
          byDate.entrySet().stream()
              .filter(date -> date.getValue().getLong(at) > 0)
              .map(Map.Entry::getKey)
              .toList());
    }
    return new KnownDates(byColumn, List.copyOf(byDate.keySet()));
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
