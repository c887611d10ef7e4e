package io.spendcast.adapters.spark.feature;

import io.spendcast.domain.drift.ValueSketch;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Sketches the values of one partition's rows by as-of date: the day since 1970, then the features.
 * Reads Spark's own rows, since boxing each value would take longer than all the rest.
 */
record PartitionSketches(int features)
    implements FlatMapFunction<Iterator<InternalRow>, Map<Integer, ValueSketch[]>> {
  @Override
  public Iterator<Map<Integer, ValueSketch[]>> call(Iterator<InternalRow> rows) {
    Map<Integer, ValueSketch[]> sketches = new TreeMap<>();
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      ValueSketch[] ofDay = sketches.computeIfAbsent(row.getInt(0), day -> empty());
      for (int i = 0; i < features; i++) {
        ofDay[i].add(row.isNullAt(i + 1) ? Double.NaN : row.getDouble(i + 1));
      }
    }
    return List.of(sketches).iterator();
  }

  private ValueSketch[] empty() {
    return Stream.generate(ValueSketch::new).limit(features).toArray(ValueSketch[]::new);
  }
}
