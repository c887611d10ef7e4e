package io.spendcast.adapters.spark.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Table properties that spare the writer work without use: by itself it looks for the least and
 * most of 32 columns, of which readers ask for few, and for values that recur in every column.
 */
public final class TableEncoding {
  private TableEncoding() {}

  /**
   * The properties, which Delta hands on to Parquet.
   *
   * @param skipping the columns by which readers skip files; none that the table is partitioned by
   * @param unique the columns in which hardly any value recurs, so that a dictionary is in vain
   */
  public static Map<String, String> of(List<String> skipping, List<String> unique) {
    Map<String, String> properties = new HashMap<>();
    properties.put("delta.dataSkippingStatsColumns", String.join(",", skipping));
    unique.forEach(name -> properties.put("parquet.enable.dictionary#" + name, "false"));
    return properties;
  }
}
