package io.spendcast.adapters.spark.ingest.scout;

import io.spendcast.adapters.spark.ingest.files.Links;
import io.spendcast.adapters.spark.ingest.files.Unreadable;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Finds the tables at a place. */
final class Places {
  private static final String CATALOGED = "\\w+(\\.\\w+){0,2}";
  private static final int LOOKED_AT = 8;

  private final SparkSession spark;
  private final Configuration hadoop;

  Places(SparkSession spark) {
    this.spark = spark;
    this.hadoop = spark.sessionState().newHadoopConf();
  }

  /** The tables, in the order of their names. */
  List<FoundTable> at(String place) {
    try {
      Path path = new Path(place);
      FileSystem system = path.getFileSystem(hadoop);
      if (system.exists(path)) {
        return found(system, system.getFileStatus(path), place.replaceFirst("(?<=.)/+$", ""));
      }
      FileStatus[] matches = system.globStatus(path);
      if (matches != null && matches.length > 0) {
        return grouped(Stream.of(matches).flatMap(m -> file(m, place(place, m))).toList());
      }
      return cataloged(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String place(String pattern, FileStatus match) {
    return pattern.replaceFirst("[^/]*$", "") + match.getPath().getName();
  }

  private List<FoundTable> cataloged(String place) {
    if (!place.matches(CATALOGED) || !spark.catalog().tableExists(place)) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot look at %s: there is no such file, folder or table.".formatted(place),
          "Name sales files, a folder of them, or a table of the catalog.");
    }
    return List.of(
        new FoundTable(
            place.replaceFirst(".*\\.", ""),
            new Relation(place, Format.CATALOG, Map.of(), Optional.empty()),
            List.of(),
            List.of()));
  }

  private List<FoundTable> found(FileSystem system, FileStatus status, String place)
      throws IOException {
    if (status.isFile()) {
      return grouped(file(status, place).toList());
    }
    if (system.exists(new Path(status.getPath(), "_delta_log"))) {
      return List.of(
          table(name(place), new Relation(place, Format.DELTA, Map.of(), Optional.empty())));
    }
    return below(system, status, place);
  }

  private List<FoundTable> below(FileSystem system, FileStatus folder, String place)
      throws IOException {
    List<FileStatus> entries =
        Stream.of(system.listStatus(folder.getPath()))
            .filter(entry -> !entry.getPath().getName().matches("[._].*"))
            .sorted(Comparator.comparing(entry -> entry.getPath().getName()))
            .toList();
    List<FoundTable> found = new ArrayList<>();
    List<DataFile> files = new ArrayList<>();
    for (FileStatus entry : entries) {
      String name = entry.getPath().getName();
      requireNoLoop(entry);
      if (entry.isFile()) {
        file(entry, place + "/" + name).forEach(files::add);
      } else if (name.contains("=")) {
        partition(system, entry, place).forEach(files::add);
      } else {
        found.addAll(found(system, entry, place + "/" + name));
      }
    }
    List<FoundTable> here = grouped(files);
    boolean alone = here.size() == 1 && found.isEmpty() && files.size() > 1;
    boolean partitioned =
        here.size() == 1 && files.stream().anyMatch(f -> f.location().contains("="));
    found.addAll(alone || partitioned ? List.of(whole(here.get(0), place)) : here);
    return found;
  }

  /** A folder whose name says what all its rows have: its files belong to the table above it. */
  private Stream<DataFile> partition(FileSystem system, FileStatus folder, String place)
      throws IOException {
    List<DataFile> files = new ArrayList<>();
    for (FileStatus entry : system.listStatus(folder.getPath())) {
      String name = entry.getPath().getName();
      requireNoLoop(entry);
      if (entry.isFile() && !name.matches("[._].*")) {
        file(entry, place + "/" + folder.getPath().getName() + "/" + name).forEach(files::add);
      } else if (entry.isDirectory() && name.contains("=")) {
        partition(system, entry, place + "/" + folder.getPath().getName()).forEach(files::add);
      }
    }
    return files.stream();
  }

  private static void requireNoLoop(FileStatus entry) throws IOException {
    if (entry.isDirectory()) {
      Links.requireNoLoop(entry.getPath());
    }
  }

  private static FoundTable whole(FoundTable group, String place) {
    Relation one = group.relation();
    return new FoundTable(
        name(place),
        new Relation(place, one.format(), one.options(), one.schema()),
        group.files(),
        group.notes());
  }

  private Stream<DataFile> file(FileStatus status, String location) {
    try {
      return new FileLook(hadoop).at(status.getPath(), location).stream();
    } catch (IOException e) {
      throw Unreadable.because(location, e);
    }
  }

  /** Files that are alike are one table; its path is a pattern if one matches just them. */
  private static List<FoundTable> grouped(List<DataFile> files) {
    List<List<DataFile>> groups = new ArrayList<>();
    for (DataFile file : files) {
      groups.stream()
          .filter(group -> group.stream().allMatch(file::isLike))
          .findFirst()
          .ifPresentOrElse(
              group -> group.add(file), () -> groups.add(new ArrayList<>(List.of(file))));
    }
    return groups.stream().flatMap(group -> tables(group, files)).toList();
  }

  private static Stream<FoundTable> tables(List<DataFile> group, List<DataFile> all) {
    DataFile first = group.get(0);
    Optional<String> pattern = FilePattern.of(group, all);
    if (group.size() == 1 || pattern.isPresent()) {
      String location = group.size() == 1 ? first.location() : pattern.get();
      return Stream.of(
          new FoundTable(
              first.name(),
              new Relation(location, first.format(), DataFile.options(group), Optional.empty()),
              some(group),
              notes(group, all)));
    }
    return group.stream().flatMap(file -> tables(List.of(file), all));
  }

  private static List<String> notes(List<DataFile> group, List<DataFile> all) {
    return Stream.concat(charsets(group), copies(group, all)).toList();
  }

  /** Somebody who exports again may keep what he had. */
  private static Stream<String> copies(List<DataFile> group, List<DataFile> all) {
    return group.stream()
        .flatMap(
            file ->
                all.stream()
                    .limit(all.indexOf(file))
                    .filter(earlier -> earlier.begins() == file.begins())
                    .limit(1)
                    .map(
                        earlier ->
                            "%s begins like %s: if it is a copy, its lines count twice, so remove it"
                                .formatted(file.location(), earlier.location())));
  }

  private static Stream<String> charsets(List<DataFile> group) {
    return group.stream()
        .flatMap(file -> file.charset().stream())
        .filter(charset -> charset.startsWith("windows"))
        .distinct()
        .map(
            charset ->
                "it is no UTF-8, so it is read as %s; if letters look wrong, set another encoding"
                    .formatted(charset));
  }

  /** The first, the last, and some in between. */
  private static List<String> some(List<DataFile> group) {
    int size = group.size();
    return Stream.iterate(0, i -> i + 1)
        .limit(Math.min(size, LOOKED_AT))
        .map(i -> size <= LOOKED_AT ? i : i * (size - 1) / (LOOKED_AT - 1))
        .map(i -> group.get(i).location())
        .toList();
  }

  private static FoundTable table(String name, Relation relation) {
    return new FoundTable(name, relation, List.of(), List.of());
  }

  private static String name(String place) {
    return place.replaceFirst(".*/", "");
  }
}
