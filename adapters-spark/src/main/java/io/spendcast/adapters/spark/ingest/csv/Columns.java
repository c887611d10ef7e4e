package io.spendcast.adapters.spark.ingest.csv;

import io.spendcast.adapters.spark.ingest.files.SourceRows;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of all files of a table by name, whose case does not matter, and those of their
 * folders.
 *
 * @param names of the files' columns, without those that the folders have, too
 * @param folders names of the folders' columns
 */
record Columns(List<String> names, List<String> folders) implements Serializable {
  /** The raw text of a record that has a fault. */
  static final String RAW = SourceRows.OURS + "raw";

  Columns {
    names = List.copyOf(names);
    folders = List.copyOf(folders);
  }

  static Columns of(List<Piece> files) {
    Map<String, String> folders = new LinkedHashMap<>();
    files.forEach(
        file -> file.file().partitions().keySet().forEach(n -> folders.putIfAbsent(key(n), n)));
    Map<String, String> names = new LinkedHashMap<>();
    files.forEach(file -> file.head().names().forEach(n -> names.putIfAbsent(key(n), n)));
    names.keySet().removeAll(folders.keySet());
    return new Columns(List.copyOf(names.values()), List.copyOf(folders.values()));
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** All values are texts. */
  StructType schema() {
    StructType schema = new StructType();
    for (String name : names) {
      schema = schema.add(name, "string");
    }
    for (String name : folders) {
      schema = schema.add(name, "string");
    }
    return schema.add(SourceRows.FAULT, "string").add(RAW, "string");
  }

  /** Where each value of a file's records goes; below 0: nowhere. */
  int[] places(CsvHead head) {
    List<String> keys = names.stream().map(Columns::key).toList();
    return head.names().stream().mapToInt(name -> keys.indexOf(key(name))).toArray();
  }

  Row row(CsvRecord record, Piece piece, int[] places) {
    Object[] values = new Object[names.size() + folders.size() + 2];
    if (record.fault().isPresent()) {
      values[values.length - 2] = record.fault().get();
      values[values.length - 1] = record.raw();
      return RowFactory.create(values);
    }
    int known = Math.min(places.length, record.values().size());
    for (int i = 0; i < known; i++) {
      if (places[i] >= 0) {
        values[places[i]] = record.values().get(i);
      }
    }
    IntStream.range(0, folders.size())
        .forEach(i -> values[names.size() + i] = piece.file().partitions().get(folders.get(i)));
    return RowFactory.create(values);
  }
}
