package io.spendcast.adapters.spark.ingest.scout;

import io.spendcast.domain.proposal.TableKey;
import io.spendcast.domain.proposal.sample.CsvDialect;
import io.spendcast.domain.proposal.sample.CsvDialect.Header;
import io.spendcast.domain.sales.OwnTable.Format;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file as far as its name and its first bytes show it.
 *
 * @param path as Hadoop writes it
 * @param location as the owner would write it
 * @param format how its rows are kept
 * @param dialect of delimited text
 * @param charset of text with other letters than those of ASCII
 * @param isArray whether JSON begins with a bracket
 * @param begins a digest of what it begins with
 */
record DataFile(
    String path,
    String location,
    Format format,
    Optional<CsvDialect> dialect,
    Optional<String> charset,
    boolean isArray,
    long begins) {
  private static final double MOSTLY = 0.5;

  /** What it is called without folders and endings. */
  String name() {
    return location
        .replaceFirst("/+$", "")
        .replaceFirst(".*/", "")
        .replaceFirst("(?<=.)\\..*$", "");
  }

  /** Whether both are read as one table. */
  boolean isLike(DataFile other) {
    return format == other.format
        && isArray == other.isArray
        && TableKey.of(name()).equals(TableKey.of(other.name()))
        && dialect.map(CsvDialect::separator).equals(other.dialect.map(CsvDialect::separator))
        && dialect.map(CsvDialect::header).equals(other.dialect.map(CsvDialect::header))
        && (charset.isEmpty() || other.charset.isEmpty() || charset.equals(other.charset))
        && hasColumnsOf(other);
  }

  private boolean hasColumnsOf(DataFile other) {
    if (dialect.isEmpty()) {
      return true;
    }
    if (dialect.get().header() == Header.NONE) {
      return dialect.get().first().size() == other.dialect.orElseThrow().first().size();
    }
    Set<String> all = names();
    Set<String> common = new HashSet<>(all);
    common.retainAll(other.names());
    all.addAll(other.names());
    return common.size() >= MOSTLY * all.size();
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>();
    dialect.ifPresent(
        known -> known.first().forEach(name -> names.add(name.toLowerCase(Locale.ROOT))));
    return names;
  }

  /** The options by which files like this are read. */
  static Map<String, String> options(List<DataFile> files) {
    Map<String, String> options = new TreeMap<>();
    DataFile first = files.get(0);
    first
        .dialect()
        .filter(known -> first.format() == Format.CSV)
        .ifPresent(
            known -> {
              if (known.separator() != ',') {
                options.put("sep", String.valueOf(known.separator()));
              }
              if (known.header() == Header.NONE) {
                options.put("header", "false");
              }
            });
    files.stream()
        .flatMap(file -> file.charset().stream())
        .filter(charset -> !charset.equals(StandardCharsets.UTF_8.name()))
        .findFirst()
        .ifPresent(charset -> options.put("encoding", charset));
    if (first.isArray()) {
      options.put("multiLine", "true");
    }
    return options;
  }
}
