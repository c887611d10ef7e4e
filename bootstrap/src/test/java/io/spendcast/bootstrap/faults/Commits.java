package io.spendcast.bootstrap.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The commits of a shop as they happen: of tables, and of what tracking and registry keep. */
final class Commits {
  private final SmallShop shop;
  private final Set<Path> seen = new TreeSet<>();
  private String before = "start";
  private int runs;

  private Commits(SmallShop shop) {
    this.shop = shop;
  }

  /** Those that come from now on. */
  static Commits of(SmallShop shop) {
    Commits commits = new Commits(shop);
    commits.seen.addAll(commits.all());
    return commits;
  }

  /**
   * Those since the last question, in their order, each by what it is of and what the one before it
   * was of.
   */
  List<String> next() {
    List<Path> news = new ArrayList<>(all());
    news.removeAll(seen);
    news.sort(Comparator.comparingLong(file -> file.toFile().lastModified()));
    seen.addAll(news);
    List<String> names = new ArrayList<>();
    for (Path file : news) {
      String name = name(file);
      names.add(name + " after " + before);
      before = name;
    }
    return names;
  }

  /** Runs have names of their own, and are counted; each process has its own. */
  private String name(Path file) {
    Path of = shop.folder().relativize(file.getParent());
    if (of.startsWith("mlruns") && of.getNameCount() == 3 && !of.startsWith("mlruns/models")) {
      return "tracked run " + ++runs;
    }
    return of.endsWith("_delta_log") ? of.getParent().toString() : of.toString();
  }

  private List<Path> all() {
    List<Path> files = new ArrayList<>();
    for (Path area : entries(shop.lake())) {
      for (Path table : entries(area.resolve("shop"))) {
        files.addAll(ending(table.resolve("_delta_log"), ".json"));
      }
    }
    for (Path experiment : entries(shop.folder().resolve("mlruns"))) {
      files.addAll(ending(experiment, "meta.yaml"));
      for (Path run : entries(experiment)) {
        files.addAll(ending(run, "meta.yaml"));
        if (experiment.endsWith("models")) {
          entries(run).forEach(version -> files.addAll(ending(version, "meta.yaml")));
        }
      }
    }
    return files;
  }

  private static List<Path> ending(Path folder, String end) {
    return entries(folder).stream()
        .filter(file -> !file.getFileName().toString().startsWith("."))
        .filter(file -> file.toString().endsWith(end))
        .toList();
  }

  /** None of what is not there, or goes away while it is looked at. */
  private static List<Path> entries(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** How many there are. */
  static int count(SmallShop shop) {
    return new Commits(shop).all().size();
  }
}
