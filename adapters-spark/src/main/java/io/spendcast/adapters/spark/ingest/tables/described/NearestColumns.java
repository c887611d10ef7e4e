package io.spendcast.adapters.spark.ingest.tables.described;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the columns that somebody may have meant. */
final class NearestColumns {
  private static final int SHOWN = 3;

  private final List<String> columns;

  NearestColumns(List<String> columns) {
    this.columns = columns;
  }

  List<String> to(String typed) {
    String name = typed.substring(typed.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return columns.stream()
        .distinct()
        .sorted(
            Comparator.comparingInt(
                column -> distance.apply(name, column.toLowerCase(Locale.ROOT))))
        .limit(SHOWN)
        .toList();
  }
}
