package io.spendcast.adapters.spark.ingest.csv;

import io.spendcast.adapters.spark.ingest.files.SourceFile;
import io.spendcast.adapters.spark.ingest.files.SourceFiles;
import io.spendcast.adapters.spark.ingest.files.Unreadable;
import io.spendcast.domain.SpendcastException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of a table that have something in them, each with its head.
 *
 * @param whole the files in their order
 * @param empty names of the files without anything
 */
record CsvFiles(List<Piece> whole, List<String> empty) {
  private static final int SHOWN = 3;

  /** The files, if each can be read and has to do with the first. */
  static CsvFiles of(SourceFiles files, List<Looked> looked) {
    looked.stream()
        .flatMap(file -> file.refusals().stream())
        .findFirst()
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    List<Piece> whole =
        looked.stream()
            .flatMap(file -> file.head().stream().map(head -> Piece.whole(file.file(), head)))
            .toList();
    if (whole.isEmpty()) {
      throw Unreadable.because(files.location(), "it is empty", "Put the sales into it");
    }
    whole.forEach(file -> requireKin(whole.get(0), file));
    return new CsvFiles(
        whole,
        looked.stream()
            .filter(file -> file.head().isEmpty())
            .map(Looked::file)
            .map(SourceFile::name)
            .toList());
  }

  private static void requireKin(Piece first, Piece other) {
    Set<String> shared = keys(first);
    shared.retainAll(keys(other));
    if (shared.isEmpty()) {
      throw Unreadable.because(
          other.file().path(),
          "its first line names none of the columns of %s".formatted(first.file().name()),
          "Give it its header, or take it out of the folder or pattern");
    }
  }

  private static Set<String> keys(Piece file) {
    return file.head().names().stream()
        .map(Columns::key)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** The files that have records. */
  List<Piece> filled() {
    return whole.stream().filter(file -> file.from() < Long.MAX_VALUE).toList();
  }

  Columns columns() {
    return Columns.of(whole);
  }

  /** Says which files are empty, and which columns some of them do not have. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!empty.isEmpty()) {
      warnings.add("empty: " + some(empty));
    }
    for (String name : columns().names()) {
      List<String> without =
          whole.stream()
              .filter(file -> !keys(file).contains(Columns.key(name)))
              .map(file -> file.file().name())
              .toList();
      if (!without.isEmpty()) {
        warnings.add(
            "column %s is missing in %s of %s files, null in their rows: %s"
                .formatted(name, without.size(), whole.size(), some(without)));
      }
    }
    return warnings;
  }

  private static String some(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
        + (names.size() > SHOWN ? ", …" : "");
  }

  /** Refuses a schema that the files do not have. */
  static SpendcastException unlike(String location, String why) {
    return Unreadable.because(location, why, "Correct the schema of the entry");
  }
}
