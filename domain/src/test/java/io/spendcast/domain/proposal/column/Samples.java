package io.spendcast.domain.proposal.column;

import io.spendcast.domain.proposal.column.SampledColumn.ValueType;
import io.spendcast.domain.proposal.sample.Sample;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Samples of texts, as CSV has them. */
public final class Samples {
  private Samples() {}

  /** Columns and rows are written with bars between the fields. */
  public static Sample of(String name, String columns, String... rows) {
    List<String> names = fields(columns);
    List<List<String>> values = Arrays.stream(rows).map(Samples::fields).toList();
    return new Sample(
        name,
        new Relation(name + ".csv", Format.CSV, Map.of(), Optional.empty()),
        IntStream.range(0, names.size())
            .mapToObj(i -> column(names.get(i), values.stream().map(row -> row.get(i)).toList()))
            .toList(),
        List.of());
  }

  public static SampledColumn column(String name, List<String> values) {
    return new SampledColumn(name, SampledColumn.quoted(name), ValueType.TEXT, values);
  }

  public static SampledColumn column(String name, ValueType type, String... values) {
    return new SampledColumn(name, SampledColumn.quoted(name), type, List.of(values));
  }

  private static List<String> fields(String text) {
    return List.of(text.split("\\|", -1));
  }
}
