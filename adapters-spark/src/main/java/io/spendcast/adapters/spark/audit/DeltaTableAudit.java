package io.spendcast.adapters.spark.audit;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.StoredFile;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.audit.TableAudit;
import io.spendcast.domain.audit.TableState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads Delta tables: the bytes of every file, then every row. */
public final class DeltaTableAudit implements TableAudit {
  /** So many earlier versions are looked at for one that is whole. */
  private static final int MOST_VERSIONS = 20;

  /** So many bytes are read at a glance. */
  private static final long SMALL = 64L << 20;

  private final Lake lake;
  private final AuditedTables audited;

  /** An audit of these tables of a lake. */
  public DeltaTableAudit(Lake lake, AuditedTables audited) {
    this.lake = lake;
    this.audited = audited;
  }

  @Override
  public List<TableName> tables() {
    return lake.isCataloged()
        ? List.of()
        : new TableFolders(lake, hadoop()).below(audited.folders(), audited.manifests());
  }

  private Configuration hadoop() {
    return lake.spark().sessionState().newHadoopConf();
  }

  /** On a disk, whose checksums say at once what a store in a cloud looks after by itself. */
  @Override
  public List<String> glance(TableName table) {
    if (lake.isCataloged() || !new FileCheck(hadoop()).isSummed(new Path(lake.path(table)))) {
      return List.of();
    }
    List<String> damages = logDamages(table);
    lake.forget();
    try {
      return damages.isEmpty() ? lake.latest(table).map(this::glance).orElse(List.of()) : damages;
    } catch (SpendcastException e) {
      return e.kind() == Kind.NOT_FOUND ? List.of(e.problem()) : List.of();
    }
  }

  private List<String> glance(TableVersion version) {
    List<StoredFile> files = lake.files(version);
    boolean small = files.stream().mapToLong(StoredFile::length).sum() <= SMALL;
    FileCheck check = new FileCheck(hadoop());
    return files.parallelStream()
        .flatMap(
            file -> {
              Path path = new Path(file.path());
              return (small ? check.damage(path, file.length()) : check.cut(path, file.length()))
                  .stream();
            })
        .toList();
  }

  @Override
  public TableState inspect(TableName table) {
    lake.forget();
    try {
      return lake.latest(table)
          .map(this::read)
          .orElseGet(() -> gone(table, "there is no such table"));
    } catch (SpendcastException e) {
      return unreadable(table, e);
    }
  }

  @Override
  public TableState inspect(TableVersion version) {
    lake.forget();
    try {
      return lake.isUntouched(version) ? read(version) : gone(version.table(), changed(version));
    } catch (SpendcastException e) {
      return unreadable(version.table(), e);
    }
  }

  private String changed(TableVersion version) {
    Optional<TableVersion> there = lake.version(version.table(), version.version());
    if (there.isEmpty()) {
      return "version %s is not there".formatted(version.version());
    }
    return there.equals(Optional.of(version))
        ? "somebody else changed it after version " + version.version()
        : "there is another table now";
  }

  /** That a table is not what it was may come of a log that is damaged. */
  private TableState gone(TableName table, String why) {
    return damaged(Stream.concat(Stream.of(why), logDamages(table).stream()).toList());
  }

  private TableState unreadable(TableName table, SpendcastException why) {
    List<String> damages = logDamages(table);
    if (damages.isEmpty() && why.kind() == Kind.UNAVAILABLE) {
      throw why;
    }
    return damaged(damages.isEmpty() ? List.of(why.problem()) : damages);
  }

  private static TableState damaged(List<String> damages) {
    return new TableState(
        damages, List.of(), OptionalLong.empty(), Optional.empty(), OptionalLong.empty());
  }

  private List<String> logDamages(TableName table) {
    if (lake.isCataloged()) {
      return List.of();
    }
    FileCheck check = new FileCheck(hadoop());
    return log(table).files().stream().flatMap(file -> check.damage(file).stream()).toList();
  }

  private TableLog log(TableName table) {
    return new TableLog(hadoop(), new Path(lake.path(table)));
  }

  private TableState read(TableVersion version) {
    List<String> damages = new ArrayList<>(logDamages(version.table()));
    damages.addAll(dataDamages(version).stream().map(Damaged::why).toList());
    if (!damages.isEmpty()) {
      return new TableState(
          damages, List.of(), OptionalLong.empty(), Optional.empty(), lastWhole(version));
    }
    try {
      Content content = Content.of(lake.read(version), audited.money(version.table()));
      return new TableState(
          List.of(),
          remarks(version),
          OptionalLong.of(content.rows()),
          content.money(),
          OptionalLong.empty());
    } catch (SpendcastException e) {
      return new TableState(
          List.of(e.problem()),
          List.of(),
          OptionalLong.empty(),
          Optional.<BigDecimal>empty(),
          lastWhole(version));
    }
  }

  private List<Damaged> dataDamages(TableVersion version) {
    FileCheck check = new FileCheck(hadoop());
    return lake.files(version).parallelStream()
        .flatMap(
            file ->
                check.damage(new Path(file.path()), file.length()).stream()
                    .map(why -> new Damaged(file, why)))
        .toList();
  }

  private List<String> remarks(TableVersion version) {
    if (lake.isCataloged()) {
      return List.of();
    }
    FileCheck check = new FileCheck(hadoop());
    TableLog log = log(version.table());
    Set<String> remarks = new LinkedHashSet<>();
    Stream.concat(
            lake.files(version).stream().map(file -> new Path(file.path())), log.files().stream())
        .flatMap(file -> check.remark(file).stream())
        .forEach(remarks::add);
    remarks.addAll(log.remarks());
    return List.copyOf(remarks);
  }

  /** Of a table whose log can be read. */
  private OptionalLong lastWhole(TableVersion damaged) {
    for (long number = damaged.version() - 1;
        number >= Math.max(0, damaged.version() - MOST_VERSIONS);
        number--) {
      try {
        Optional<TableVersion> earlier = lake.version(damaged.table(), number);
        if (earlier.filter(version -> dataDamages(version).isEmpty()).isPresent()) {
          return OptionalLong.of(number);
        }
      } catch (SpendcastException e) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }

  @Override
  public String setAside(TableName table) {
    if (lake.isCataloged()) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot set %s aside: it is in a catalog.".formatted(lake.path(table)),
          "Restore an earlier version there, or drop the table, then run again.");
    }
    Aside aside = new Aside(hadoop(), new Path(lake.root()), table);
    return SparkErrors.translate(
        "set %s aside".formatted(table),
        () ->
            audited.isIrreplaceable(table) && hasLog(table, aside)
                ? filesAside(table, aside)
                : aside.directory(new Path(lake.path(table))));
  }

  /** Whether the log, without what is damaged of it, is that of some version. */
  private boolean hasLog(TableName table, Aside aside) {
    FileCheck check = new FileCheck(hadoop());
    List<Path> files = log(table).files();
    Set<Path> damaged =
        files.stream()
            .filter(file -> check.damage(file).isPresent())
            .collect(Collectors.toUnmodifiableSet());
    new BrokenLog(files, damaged).unusable().forEach(aside::file);
    lake.forget();
    try {
      return lake.latest(table).isPresent();
    } catch (SpendcastException e) {
      return false;
    }
  }

  /** What is left of the table stays, since nobody could make it again. */
  private String filesAside(TableName table, Aside aside) {
    List<StoredFile> bad =
        lake.latest(table).map(this::dataDamages).orElse(List.of()).stream()
            .map(Damaged::file)
            .toList();
    bad.forEach(file -> aside.file(new Path(file.path())));
    if (!bad.isEmpty()) {
      lake.without(table, Set.copyOf(bad.stream().map(StoredFile::name).toList()));
    }
    lake.forget();
    return aside.place().toString();
  }

  /**
   * A file of which something is wrong.
   *
   * @param file the file
   * @param why what is wrong
   */
  private record Damaged(StoredFile file, String why) {}
}
