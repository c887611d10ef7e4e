package io.spendcast.bootstrap.checks;

import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.settings.section.Settings;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Preflight;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks at the places on this machine that a run writes and reads. On a cluster a path may be in
 * another file system, so there it is not asked.
 */
public final class LocalPlaces implements Preflight {
  private static final String FILE = "file:";
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/.*");
  private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

  /** What nobody's file system here speaks, and what to do about it. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "s3", "Write s3a: in place of s3:.",
          "s3n", "Write s3a: in place of s3n:.",
          "http", "Download the files and name where they are.",
          "https", "Download the files and name where they are.",
          "ftp", "Download the files and name where they are.",
          "sftp", "Download the files and name where they are.");

  private final Settings settings;

  /** Looks at the places of these settings. */
  public LocalPlaces(Settings settings) {
    this.settings = settings;
  }

  @Override
  public List<Finding> findings() {
    return Stream.concat(toWrite().stream(), toRead().stream()).toList();
  }

  /** Where tables, runs and models go. */
  List<Finding> toWrite() {
    return Stream.concat(
            Stream.concat(Stream.of(settings.lake()), stores()).map(LocalPlaces::writable),
            ConfigLoader.log().map(LocalPlaces::loggable).stream())
        .toList();
  }

  /** What went wrong is in the log only. */
  private static Finding loggable(Path log) {
    String what = "writing the log " + log;
    Optional<String> why =
        Files.exists(log) && !Files.isWritable(log)
            ? Optional.of("it cannot be written")
            : obstacle(log.toAbsolutePath().getParent());
    return why.map(text -> Finding.fail(what, text + ". Mend that, or begin in another directory."))
        .orElseGet(() -> Finding.pass(what));
  }

  /** Where sales come from. */
  List<Finding> toRead() {
    return settings.source().kind().equals("tables")
        ? settings.source().tables().entries().stream()
            .flatMap(table -> readable(table).stream())
            .toList()
        : List.of();
  }

  private Stream<String> stores() {
    return Stream.of(settings.tracking().uri(), settings.registry().uri())
        .filter(uri -> uri.startsWith(FILE))
        .distinct();
  }

  private static Finding writable(String place) {
    String what = "writing to " + place;
    Optional<Finding> foreign = foreign(what, place);
    if (foreign.isPresent()) {
      return foreign.get();
    }
    return local(place)
        .map(path -> writable(what, path))
        .orElseGet(() -> Finding.skipped(what, "It is not on this machine."));
  }

  private static Finding writable(String what, Path path) {
    return obstacle(path)
        .map(why -> Finding.fail(what, why + ". Mend that, or choose another place."))
        .orElseGet(() -> Finding.pass(what));
  }

  /** Why no directory can be made here; one that is not there yet is made below the nearest. */
  private static Optional<String> obstacle(Path path) {
    Path there = path;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      return Optional.of("%s is a file, not a directory".formatted(there));
    }
    return Files.isWritable(there)
        ? Optional.empty()
        : Optional.of("%s cannot be written".formatted(there));
  }

  private static List<Finding> readable(OwnTable table) {
    List<Finding> findings = new ArrayList<>();
    findings.add(readable("source.tables[%s]".formatted(table.name()), table.lines()));
    table
        .dimensions()
        .forEach(
            join ->
                findings.add(
                    readable(
                        "source.tables[%s].joins[%s]".formatted(table.name(), join.name()),
                        join.relation())));
    return findings;
  }

  private static Finding readable(String name, Relation relation) {
    String what = "%s %s".formatted(name, relation.location());
    if (relation.format() == Format.CATALOG) {
      return Finding.skipped(what, "It is a table of the catalog.");
    }
    Optional<Finding> foreign = foreign(what, relation.location());
    if (foreign.isPresent()) {
      return foreign.get();
    }
    return local(relation.location())
        .filter(path -> !GLOB.matcher(path.toString()).find())
        .map(path -> readable(what, path))
        .orElseGet(() -> Finding.skipped(what, "It is looked at when it is read."));
  }

  private static Finding readable(String what, Path path) {
    if (!Files.exists(path)) {
      return Finding.fail(
          what,
          "There is nothing at %s. A relative path in a configuration file begins where that file is."
              .formatted(path));
    }
    return Files.isReadable(path)
        ? Finding.pass(what)
        : Finding.fail(what, "%s cannot be read. Ask for the right to read it.".formatted(path));
  }

  private static Optional<Finding> foreign(String what, String place) {
    Matcher scheme = SCHEME.matcher(place);
    return scheme.matches() && FOREIGN.containsKey(scheme.group(1))
        ? Optional.of(
            Finding.fail(
                what,
                "Spark cannot read or write %s: paths. %s"
                    .formatted(scheme.group(1), FOREIGN.get(scheme.group(1)))))
        : Optional.empty();
  }

  /** Empty for what is elsewhere, and for what cannot be said. */
  private static Optional<Path> local(String place) {
    try {
      if (place.startsWith("/")) {
        return Optional.of(Path.of(place));
      }
      return place.startsWith(FILE)
          ? Optional.ofNullable(new URI(place.replace(" ", "%20")).getPath()).map(Path::of)
          : Optional.empty();
    } catch (URISyntaxException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
