package io.spendcast.adapters.spark.ingest.csv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_timestamp;

import io.spendcast.adapters.spark.ingest.csv.dialect.CsvDialect;
import io.spendcast.adapters.spark.ingest.csv.dialect.CsvOptions;
import io.spendcast.adapters.spark.ingest.files.SourceRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** The columns that expressions see: texts, or of the types that the entry says. */
final class TypedColumns {
  private final Columns columns;
  private final CsvDialect dialect;
  private final CsvOptions options;
  private final Optional<String> schema;

  TypedColumns(
      Columns columns, CsvDialect dialect, Map<String, String> options, Optional<String> schema) {
    this.columns = columns;
    this.dialect = dialect;
    this.options = new CsvOptions(options);
    this.schema = schema;
  }

  static Column column(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  /** All columns of the rows, those of ours at the end. */
  Column[] of(String location) {
    List<Column> wanted =
        new ArrayList<>(
            schema
                .map(ddl -> typed(location, StructType.fromDDL(ddl)))
                .orElseGet(() -> columns.names().stream().map(TypedColumns::column).toList()));
    columns.folders().forEach(name -> wanted.add(column(name)));
    Stream.of(SourceRows.FAULT, SourceRows.ORIGINAL).forEach(name -> wanted.add(col(name)));
    return wanted.toArray(Column[]::new);
  }

  private List<Column> typed(String location, StructType types) {
    List<StructField> fields = Arrays.asList(types.fields());
    if (!dialect.header() && fields.size() != columns.names().size()) {
      throw CsvFiles.unlike(
          location,
          "its records have %s values, and the schema has %s columns"
              .formatted(columns.names().size(), fields.size()));
    }
    List<Column> typed = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      StructField field = fields.get(i);
      String name = dialect.header() ? found(location, field.name()) : columns.names().get(i);
      typed.add(cast(column(name), field).as(field.name()));
    }
    return typed;
  }

  private String found(String location, String wanted) {
    return columns.names().stream()
        .filter(name -> Columns.key(name).equals(Columns.key(wanted)))
        .findFirst()
        .orElseThrow(
            () ->
                CsvFiles.unlike(
                    location, "no header of it has the column %s of the schema".formatted(wanted)));
  }

  private Column cast(Column text, StructField field) {
    if (field.dataType() instanceof DateType && options.text("dateFormat").isPresent()) {
      return to_date(text, options.text("dateFormat").get());
    }
    if ((field.dataType() instanceof TimestampType || field.dataType() instanceof TimestampNTZType)
        && options.text("timestampFormat").isPresent()) {
      return to_timestamp(text, options.text("timestampFormat").get()).cast(field.dataType());
    }
    return text.cast(field.dataType());
  }
}
