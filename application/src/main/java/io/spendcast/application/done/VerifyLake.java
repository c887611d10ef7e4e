package io.spendcast.application.done;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.audit.StoreAudit;
import io.spendcast.domain.audit.StoreFlaw;
import io.spendcast.domain.audit.TableAudit;
import io.spendcast.domain.audit.TableState;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunLease;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Holds what is there against what the manifests recorded: tables to the last byte, with their rows
 * and money, the published forecasts, the tracked runs and the registered model.
 */
public final class VerifyLake {
  private static final Map<String, Task> AREAS =
      Map.of("raw", Task.INGEST, "features", Task.FEATURES, "predictions", Task.PREDICT);

  private final RunJournal journal;
  private final RunLease lease;
  private final FinishedWork finished;
  private final TableAudit tables;
  private final StoreAudit store;

  /** Looks at these tables and this store. */
  public VerifyLake(
      RunJournal journal,
      RunLease lease,
      FinishedWork finished,
      TableAudit tables,
      StoreAudit store) {
    this.journal = journal;
    this.lease = lease;
    this.finished = finished;
    this.tables = tables;
    this.store = store;
  }

  /** Looks, and changes nothing. */
  public Result verify() {
    return verify(store.flaws());
  }

  private Result verify(List<StoreFlaw> flaws) {
    List<Checked> checked = new ArrayList<>();
    List<RunManifest> manifests = manifests(checked);
    Map<TableName, RecordedTable> recorded = recorded(manifests);
    recorded.values().forEach(table -> checked.add(table.held(tables.inspect(table.version()))));
    tables.tables().stream()
        .filter(name -> !recorded.containsKey(name))
        .forEach(name -> checked.add(unrecorded(name, tables.inspect(name))));
    checked.addAll(new RecordedWork(finished).held(manifests));
    flaws.forEach(flaw -> checked.add(Checked.of(flaw)));
    return new Result(checked, Map.of());
  }

  /**
   * Looks, and puts every damaged table out of the way, so that the next run makes it again.
   *
   * @throws SpendcastException {@code CONFLICT} if a run is at work
   */
  public Result setAside() {
    return lease.holding("verify --set-aside", this::putAside);
  }

  /** The same for whoever holds the lease already. */
  public Result putAside() {
    List<StoreFlaw> flaws = store.flaws();
    Result found = verify(flaws);
    Map<TableName, String> places = new LinkedHashMap<>();
    found.checked().stream()
        .filter(Checked::isDamaged)
        .flatMap(checked -> checked.table().stream())
        .distinct()
        .forEach(table -> places.put(table, tables.setAside(table)));
    flaws.stream().filter(flaw -> !flaw.damages().isEmpty()).forEach(store::giveUp);
    return new Result(found.checked(), places);
  }

  /** Without manifests the tables are still read, and nothing is known of what they should be. */
  private List<RunManifest> manifests(List<Checked> checked) {
    try {
      return journal.all();
    } catch (SpendcastException e) {
      if (e.kind() != Kind.NOT_FOUND && e.kind() != Kind.INVALID) {
        throw e;
      }
      checked.add(Checked.damaged("run manifests", e.problem()));
      return List.of();
    }
  }

  private static Map<TableName, RecordedTable> recorded(List<RunManifest> manifests) {
    Map<TableName, RecordedTable> recorded = new LinkedHashMap<>();
    Stream.concat(
            newest(manifests, Task.INGEST).flatMap(RecordedTable::ofIngest),
            newest(manifests, Task.FEATURES).flatMap(RecordedTable::ofFeatures))
        .forEach(table -> recorded.put(table.version().table(), table));
    return recorded;
  }

  /** The output of a task that was recorded last. */
  static Stream<RunManifest> newest(List<RunManifest> manifests, Task task) {
    return manifests.stream().filter(manifest -> has(task, manifest)).limit(1);
  }

  private static boolean has(Task task, RunManifest manifest) {
    return switch (task) {
      case INGEST -> manifest.ingest().isPresent();
      case FEATURES -> manifest.features().isPresent();
      case TRAIN -> manifest.training().isPresent();
      case REGISTER -> manifest.registration().isPresent();
      case PREDICT -> manifest.prediction().isPresent();
    };
  }

  private static Checked unrecorded(TableName name, TableState state) {
    return new Checked(
        name.value(),
        Optional.ofNullable(AREAS.get(name.value().split("/", 2)[0])),
        Optional.of(name),
        Optional.empty(),
        state);
  }

  /**
   * What was found.
   *
   * @param checked everything that was looked at
   * @param aside where the damaged tables are now, if they were to be put away
   */
  public record Result(List<Checked> checked, Map<TableName, String> aside) {
    /** Copies the list. */
    public Result {
      checked = List.copyOf(checked);
      aside = new LinkedHashMap<>(aside);
    }

    /** What nobody may rely on. */
    public List<Checked> damaged() {
      return checked.stream().filter(Checked::isDamaged).toList();
    }

    /** What is wrong with a table. */
    public List<String> damages(TableName table) {
      return damaged().stream()
          .filter(found -> found.table().filter(table::equals).isPresent())
          .flatMap(found -> found.state().damages().stream())
          .toList();
    }
  }

  /**
   * Something that was looked at.
   *
   * @param name as people find it
   * @param task that makes it, if it is one of the workflow's
   * @param table the table, if it is one
   * @param version which was recorded, if it is a table that was
   * @param state how it was found
   */
  public record Checked(
      String name,
      Optional<Task> task,
      Optional<TableName> table,
      Optional<TableVersion> version,
      TableState state) {
    static Checked of(StoreFlaw flaw) {
      return new Checked(
          flaw.place(),
          Optional.of(Task.TRAIN),
          Optional.empty(),
          Optional.empty(),
          new TableState(
              flaw.damages(),
              flaw.remarks(),
              OptionalLong.empty(),
              Optional.empty(),
              OptionalLong.empty()));
    }

    static Checked damaged(String name, String why) {
      return new Checked(
          name, Optional.empty(), Optional.empty(), Optional.empty(), TableState.damaged(why));
    }

    /** Whether nobody may rely on it. */
    public boolean isDamaged() {
      return !state.damages().isEmpty();
    }
  }
}
