package io.spendcast.adapters.mlflow.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.audit.StoreAudit;
import io.spendcast.domain.audit.StoreFlaw;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.RunInput;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.testkit.Attacks;
import io.spendcast.testkit.ModelFiles;
import io.spendcast.testkit.StoreAuditContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreAuditTest extends StoreAuditContract {
  private static final ModelName MODEL = new ModelName("shop_model");
  private static final int MOST = 100;
  private static final Instant NOW = Instant.parse("2003-01-02T10:00:00Z");

  @TempDir private Path directory;

  private Store store() {
    return new Store(directory.resolve("mlruns"));
  }

  @Override
  protected ExperimentTracker tracker() {
    return new FileStoreTracker(store(), "spendcast", Clock.systemUTC());
  }

  @Override
  protected StoreAudit audit() {
    return new FileStoreAudit(Optional.of(store()), Optional.of(store()), Clock.systemUTC());
  }

  @Override
  protected void damage(TrackedRun run) {
    try {
      Files.writeString(find("seed"), "8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path find(String name) {
    return files().stream()
        .filter(file -> file.getFileName().toString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.walk(store().root())) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A run with everything that a run may have, and a version of its model in Production. */
  private TrackedRun everything() {
    TrackedRun run =
        tracker()
            .record(
                new RunRecord(
                        "key",
                        "linear",
                        Optional.empty(),
                        Map.of("seed", "7"),
                        Map.of("rmse", 1.5),
                        Map.of("spendcast.verdict", "SKILL", "team", "sales"),
                        List.of(new Artifact("evaluation/metrics.json", "{}")),
                        Optional.of(ModelFiles.booster(directory.resolve("trained"), "trees")),
                        NOW,
                        NOW)
                    .with(
                        List.of(
                            new RunInput(
                                new TableVersion(new TableName("features/x"), 1),
                                List.of("a"),
                                OptionalLong.of(3))),
                        Map.of("loss", List.of(3.0, 2.0))));
    tracker().attach(run, new Artifact("report.html", "<p>first</p>"));
    tracker().attach(run, new Artifact("report.html", "<p>second</p>"));
    FileStoreRegistry registry = new FileStoreRegistry(store(), Clock.systemUTC());
    ModelVersion version =
        registry.register(
            new ModelRegistration(
                MODEL,
                Fingerprint.of("release").value(),
                run.id(),
                run.model().orElseThrow(),
                Map.of("spendcast.verdict", "SKILL")));
    registry.move(
        new StageMove(
            MODEL, version.number(), Stage.PRODUCTION, Optional.empty(), Map.of("reason", "good")));
    return run;
  }

  @Test
  void no_change_to_any_file_passes_silently() throws IOException {
    everything();
    assertThat(audit().flaws()).isEmpty();
    for (Path file : files()) {
      byte[] content = Files.readAllBytes(file);
      for (byte[] changed : changes(content)) {
        if (!Arrays.equals(changed, content)) {
          Files.write(file, changed);
          assertThat(audit().flaws()).as("%s of %d bytes", file, changed.length).isNotEmpty();
        }
      }
      Files.delete(file);
      assertThat(audit().flaws()).as("without %s", file).isNotEmpty();
      Files.write(file, content);
    }
    assertThat(audit().flaws()).isEmpty();
  }

  @Test
  void no_folder_that_is_gone_is_missed() throws IOException {
    everything();
    Path away = directory.resolve("away");
    for (Path folder : folders()) {
      Files.move(folder, away);
      assertThat(audit().flaws()).as("without %s", folder).isNotEmpty();
      Files.move(away, folder);
    }
    assertThat(audit().flaws()).isEmpty();
  }

  /** Those with a file, however deep. */
  private List<Path> folders() {
    Path root = store().root();
    return files().stream()
        .map(root::relativize)
        .flatMap(file -> Stream.iterate(file.getParent(), Objects::nonNull, Path::getParent))
        .distinct()
        .map(root::resolve)
        .toList();
  }

  /** A bit of every byte, and an end of every length. */
  @Test
  @Tag("faults")
  void none_of_all_changes_to_all_bytes_passes_silently() throws IOException {
    everything();
    try (Attacks attacks = Attacks.of("file of the embedded store cut, flipped")) {
      for (Path file : files()) {
        byte[] content = Files.readAllBytes(file);
        for (int at = 0; at < content.length; at += 1 + content.length / MOST) {
          for (byte[] changed : List.of(flipped(content, at), Arrays.copyOf(content, at))) {
            attacks.begin();
            Files.write(file, changed);
            assertThat(audit().flaws()).as("%s, changed at %d", file, at).isNotEmpty();
            attacks.survive();
          }
        }
        Files.write(file, content);
      }
    }
    assertThat(audit().flaws()).isEmpty();
  }

  private static List<byte[]> changes(byte[] content) {
    return content.length == 0
        ? List.of(new byte[] {'x'})
        : List.of(
            new byte[0],
            Arrays.copyOf(content, content.length / 2),
            flipped(content, 0),
            flipped(content, content.length - 1));
  }

  private static byte[] flipped(byte[] content, int at) {
    byte[] changed = content.clone();
    changed[at] ^= 1;
    return changed;
  }

  @Test
  void what_people_may_change_in_mlflow_is_a_remark_and_the_run_still_counts() throws IOException {
    TrackedRun run = everything();
    Files.writeString(find("mlflow.runName"), "the good one");
    Files.writeString(find("team"), "finance");
    assertThat(audit().flaws())
        .singleElement()
        .satisfies(
            flaw -> {
              assertThat(flaw.place()).contains(run.id());
              assertThat(flaw.damages()).isEmpty();
              assertThat(flaw.remarks()).hasSize(2);
            });
    assertThat(tracker().find("key")).contains(run);
  }

  @Test
  void a_run_that_is_gone_is_missed() throws IOException {
    TrackedRun run = everything();
    Path place = Path.of(run.model().orElseThrow().location()).getParent().getParent();
    FileTree.delete(place);
    assertThat(audit().flaws())
        .extracting(StoreFlaw::place)
        .contains("run " + run.id(), "registered model shop_model");
    assertThat(tracker().find("key")).isEmpty();
  }

  @Test
  void a_list_of_digests_that_is_damaged_or_gone_is_said() throws IOException {
    TrackedRun run = everything();
    Path experiment = find("seed").getParent().getParent().getParent();
    Path list = store().digests().resolve(experiment.getFileName()).resolve(run.id());
    byte[] content = Files.readAllBytes(list);
    for (byte[] changed : changes(content)) {
      Files.write(list, changed);
      assertThat(audit().flaws()).as("%d bytes", changed.length).isNotEmpty();
    }
    Files.delete(list);
    assertThat(audit().flaws())
        .singleElement()
        .satisfies(flaw -> assertThat(flaw.damages()).isEmpty());
    assertThat(tracker().find("key")).contains(run);
  }

  /** As a process leaves it that was killed after the digests and before the run. */
  @Test
  void a_run_that_never_appeared_is_not_missed() throws IOException {
    TrackedRun run =
        tracker()
            .record(
                new RunRecord(
                    "other",
                    "mean",
                    Optional.empty(),
                    Map.of("seed", "7"),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    Optional.empty(),
                    NOW,
                    NOW));
    Path place = find("seed").getParent().getParent();
    String noted = store().root().relativize(place).toString();
    FileTree.delete(place);
    assertThat(audit().flaws()).extracting(StoreFlaw::place).contains("run " + run.id());
    Files.writeString(store().appearing(), "{\"%s\": \"%s\"}".formatted(noted, noted));
    assertThat(audit().flaws()).isEmpty();
    assertThat(store().appearing()).doesNotExist();
  }

  /** As a process leaves it that was killed within a move. */
  @Test
  void a_move_that_another_process_ends_is_not_taken_for_somebody_elses() throws IOException {
    everything();
    Path alias = store().root().resolve("models/shop_model/aliases/champion");
    Files.writeString(
        store().digests().resolveSibling("changes.json"),
        "{\"%s\": \"1\", \"%s\": \"1\"}"
            .formatted(
                store().root().relativize(alias),
                store().root().relativize(alias.resolveSibling("of_late"))));
    assertThat(audit().flaws()).isEmpty();
    assertThat(alias.resolveSibling("of_late")).hasContent("1");
    Files.writeString(alias.resolveSibling("of_late"), "2");
    assertThat(audit().flaws())
        .flatExtracting(StoreFlaw::remarks)
        .anyMatch(remark -> remark.contains("not by Spendcast"));
  }
}
