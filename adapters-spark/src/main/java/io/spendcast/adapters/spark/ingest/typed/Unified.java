package io.spendcast.adapters.spark.ingest.typed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.spendcast.adapters.spark.ingest.files.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/** Files of several schemas as one table: columns by name, each of the type that all have. */
final class Unified {
  private final String location;
  private final Map<String, StructField> fields = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();

  /** One table of the files at a location. */
  Unified(String location) {
    this.location = location;
  }

  /** Which columns some files do not have. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  Dataset<Row> of(List<Dataset<Row>> parts) {
    parts.forEach(part -> List.of(part.schema().fields()).forEach(this::add));
    return parts.stream().map(this::select).reduce(Dataset::unionByName).orElseThrow();
  }

  private void add(StructField field) {
    StructField known = fields.putIfAbsent(key(field), field);
    if (known == null) {
      return;
    }
    DataType common =
        CommonType.of(known.dataType(), field.dataType())
            .orElseThrow(
                () ->
                    Unreadable.because(
                        location,
                        "column %s is %s in some of its files and %s in others"
                            .formatted(
                                field.name(), known.dataType().sql(), field.dataType().sql()),
                        "Write the files again with one type"));
    fields.put(key(field), new StructField(known.name(), common, true, known.metadata()));
  }

  private static String key(StructField field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  private Dataset<Row> select(Dataset<Row> part) {
    List<String> there = List.of(part.schema().fields()).stream().map(Unified::key).toList();
    List<Column> columns = new ArrayList<>();
    for (Map.Entry<String, StructField> field : fields.entrySet()) {
      String name = field.getValue().name();
      boolean known = there.contains(field.getKey());
      if (!known) {
        warnings.add("column %s is missing in some files, null in their rows".formatted(name));
      }
      Column value = known ? col("`" + name.replace("`", "``") + "`") : lit(null);
      columns.add(value.cast(field.getValue().dataType()).as(name));
    }
    return part.select(columns.toArray(Column[]::new));
  }
}
