package io.spendcast.adapters.mlflow.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.adapters.mlflow.EmbeddedRun;
import io.spendcast.adapters.mlflow.format.Checksum;
import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.format.Locations;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.testkit.ModelFiles;
import io.spendcast.testkit.ModelRegistryContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoreRegistryTest extends ModelRegistryContract {
  private static final ModelName NAME = new ModelName("spend");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC);

  @TempDir Path parent;

  @Override
  protected ModelRegistry registry() {
    return new FileStoreRegistry(store(), CLOCK);
  }

  @Override
  protected ExperimentTracker tracker() {
    return new FileStoreTracker(store(), "spendcast", CLOCK);
  }

  private Store store() {
    return new Store(parent.resolve("mlruns"));
  }

  private Path model() {
    return parent.resolve("mlruns/models/spend");
  }

  private ModelVersion registered(String release) {
    return registry().register(registration(release));
  }

  private ModelRegistration registration(String release) {
    ModelArtifact model = ModelFiles.booster(parent.resolve("model of " + release), release);
    return new ModelRegistration(NAME, release, "9f", model, Map.of("spendcast.verdict", "SKILL"));
  }

  private ModelVersion move(int number, Stage stage, Optional<Integer> over) {
    return registry().move(new StageMove(NAME, number, stage, over, Map.of()));
  }

  private List<String> aliases() {
    return Stream.of("staging", "champion", "previous-champion")
        .filter(alias -> Files.exists(model().resolve("aliases/" + alias)))
        .map(alias -> alias + "=" + read("aliases/" + alias))
        .toList();
  }

  private String read(String file) {
    try {
      return Files.readString(model().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void writes_the_tree_that_mlflow_reads() {
    registered("r-42");
    assertThat(read("meta.yaml"))
        .isEqualTo(
            """
            name: "spend"
            description: null
            creation_timestamp: 1795424400000
            last_updated_timestamp: 1795424400000
            aliases: {}
            """);
    String source = "file://" + parent + "/model%20of%20r-42";
    assertThat(read("version-1/meta.yaml"))
        .isEqualTo(
            """
            name: "spend"
            version: 1
            current_stage: "None"
            status: "READY"
            status_message: null
            description: "SKILL"
            source: "%1$s"
            storage_location: "%1$s"
            run_id: "9f"
            run_link: null
            model_id: null
            user_id: null
            creation_timestamp: 1795424400000
            last_updated_timestamp: 1795424400000
            """
                .formatted(source));
    assertThat(read("version-1/tags/spendcast.release")).isEqualTo("r-42");
  }

  @Test
  void the_alias_moves_with_the_stage() {
    registered("a");
    registered("b");
    move(1, Stage.STAGING, Optional.empty());
    assertThat(aliases()).containsExactly("staging=1");
    move(1, Stage.PRODUCTION, Optional.empty());
    assertThat(aliases()).containsExactly("champion=1");
    move(2, Stage.STAGING, Optional.empty());
    move(2, Stage.PRODUCTION, Optional.of(1));
    assertThat(aliases()).containsExactly("champion=2", "previous-champion=1");
    move(2, Stage.ARCHIVED, Optional.empty());
    assertThat(aliases()).containsExactly("previous-champion=1");
  }

  @Test
  void a_move_that_was_cut_off_is_completed_by_whoever_comes_next() throws IOException {
    registered("a");
    move(1, Stage.PRODUCTION, Optional.empty());
    registered("b");
    String before = read("version-1/meta.yaml");
    String alias = read("aliases/champion");
    String intent = cutOff(2, 1);
    // As far as the process came: the old version has left, the new one has not arrived.
    Files.writeString(
        model().resolve("version-1/meta.yaml"), before.replace("Production", "Archived"));
    Files.writeString(
        model().resolve("version-2/meta.yaml"),
        read("version-2/meta.yaml").replace("Production", "None"));
    Files.writeString(model().resolve("aliases/champion"), alias);
    Files.writeString(parent.resolve("mlruns.spendcast/changes.json"), intent);
    assertThat(registry().find(NAME).orElseThrow().versions())
        .extracting(ModelVersion::stage)
        .containsExactly(Stage.ARCHIVED, Stage.PRODUCTION);
    assertThat(aliases()).containsExactly("champion=2", "previous-champion=1");
    assertThat(parent.resolve("mlruns.spendcast/changes.json")).doesNotExist();
  }

  /** What a promotion writes down before it changes anything. */
  private String cutOff(int number, int over) throws IOException {
    Path blocker = model().resolve("aliases/champion");
    Files.delete(blocker);
    Files.createDirectories(blocker.resolve("not empty"));
    SpendcastException failure =
        catchThrowableOfType(
            SpendcastException.class, () -> move(number, Stage.PRODUCTION, Optional.of(over)));
    assertThat(failure.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    Files.delete(blocker.resolve("not empty"));
    Files.delete(blocker);
    return Files.readString(parent.resolve("mlruns.spendcast/changes.json"));
  }

  @Test
  void a_version_that_a_crash_left_unfinished_is_not_seen() throws IOException {
    registered("a");
    Path left = store().scratch();
    Files.writeString(left.resolve("meta.yaml"), "half");
    assertThat(registered("b").number()).isEqualTo(2);
    assertThat(registry().find(NAME).orElseThrow().versions()).hasSize(2);
  }

  @Test
  void the_number_of_a_deleted_version_is_not_given_again() throws IOException {
    registered("a");
    registered("b");
    Path meta = model().resolve("version-2/meta.yaml");
    Files.writeString(meta, Files.readString(meta).replace("\"None\"", "\"Deleted_Internal\""));
    assertThat(registry().find(NAME).orElseThrow().versions()).hasSize(1);
    assertThat(registered("b").number()).isEqualTo(3);
  }

  @Test
  void many_registrations_at_once_get_distinct_numbers() throws Exception {
    List<ModelRegistration> registrations =
        IntStream.range(0, 12).mapToObj(i -> registration("r-" + i)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> work =
          registrations.stream()
              .map(r -> (Callable<Integer>) () -> registry().register(r).number())
              .toList();
      List<Integer> numbers = new ArrayList<>();
      for (Future<Integer> number : threads.invokeAll(work)) {
        numbers.add(number.get());
      }
      assertThat(numbers)
          .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void two_processes_registering_at_once_get_distinct_numbers() throws Exception {
    Process first = registering("first", 15);
    Process second = registering("second", 15);
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(registry().find(NAME).orElseThrow().versions())
        .extracting(ModelVersion::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 30).boxed().toList());
  }

  private Process registering(String who, int versions) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            RegisteringProcess.class.getName(),
            parent.toString(),
            who,
            Integer.toString(versions))
        .inheritIO()
        .start();
  }

  @Test
  void versions_are_listed_even_if_the_files_of_an_old_one_were_thrown_away() throws IOException {
    ModelVersion version = registered("a");
    FileTree.delete(Path.of(version.artifact().location()));
    assertThat(registry().find(NAME).orElseThrow().versions()).containsExactly(version);
  }

  @Test
  void a_damaged_file_is_named() throws IOException {
    registered("a");
    Path meta = model().resolve("version-1/meta.yaml");
    for (String damage : List.of("", "current_stage: \"None\"", "]")) {
      Files.writeString(meta, damage);
      SpendcastException failure =
          catchThrowableOfType(SpendcastException.class, () -> registry().find(NAME));
      assertThat(failure.kind()).isEqualTo(Kind.INVALID);
      assertThat(failure.problem()).contains(meta.toString());
      assertThat(failure.hint()).contains("Restore");
    }
  }

  @Test
  void a_version_of_another_number_than_its_directory_is_named() throws IOException {
    registered("a");
    Path meta = model().resolve("version-1/meta.yaml");
    String text = Files.readString(meta);
    for (String number : List.of("2", "99999999999", "-1", "one")) {
      Files.writeString(meta, text.replaceFirst("version: 1", "version: " + number));
      assertThat(
              catchThrowableOfType(SpendcastException.class, () -> registry().find(NAME)).problem())
          .as(number)
          .contains(meta.toString());
    }
  }

  @Test
  void a_tag_that_is_not_utf_8_is_named_and_what_is_no_version_is_left_alone() throws IOException {
    ModelVersion version = registered("a");
    Files.createDirectories(model().resolve("version-x"));
    Files.createDirectories(model().resolve("version-"));
    assertThat(registry().find(NAME).orElseThrow().versions()).containsExactly(version);
    Path tag = model().resolve("version-1/tags/note");
    Files.write(tag, new byte[] {(byte) 0xC3, 0x28});
    SpendcastException failure =
        catchThrowableOfType(SpendcastException.class, () -> registry().find(NAME));
    assertThat(failure.kind()).isEqualTo(Kind.INVALID);
    assertThat(failure.problem()).contains(tag.toString(), "UTF-8");
  }

  @Test
  void a_version_without_its_description_is_named() throws IOException {
    registered("a");
    Files.delete(model().resolve("version-1/meta.yaml"));
    assertThat(
            catchThrowableOfType(SpendcastException.class, () -> registry().find(NAME)).problem())
        .contains("version-1/meta.yaml", "not there");
  }

  @Test
  void keeps_what_other_versions_of_mlflow_wrote() throws IOException {
    registered("a");
    Path meta = model().resolve("version-1/meta.yaml");
    Files.writeString(meta, Files.readString(meta) + "workspace: default\n");
    move(1, Stage.STAGING, Optional.empty());
    assertThat(EmbeddedRun.yaml(meta).get("workspace").textValue()).isEqualTo("default");
  }

  @Test
  void a_name_that_leads_out_of_the_store_is_refused() {
    SpendcastException failure =
        catchThrowableOfType(SpendcastException.class, () -> registry().find(new ModelName("..")));
    assertThat(failure.kind()).isEqualTo(Kind.INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../victim",
        "../../victim",
        "models/../../victim",
        "/tmp/victim",
        "%2e%2e/victim",
        "..\\victim",
        "models//victim",
        "link/victim",
        ""
      })
  void a_change_set_never_leads_out_of_the_store(String path) throws IOException {
    registered("a");
    Path victim = Files.writeString(parent.resolve("victim"), "mine");
    Files.createSymbolicLink(parent.resolve("mlruns/link"), parent);
    String before = read("meta.yaml");
    Path intent = parent.resolve("mlruns.spendcast/changes.json");
    for (String text : new String[] {"owned", null}) {
      Map<String, String> changes = new LinkedHashMap<>();
      changes.put("models/spend/meta.yaml", "owned");
      changes.put(path, text);
      Files.writeString(intent, new JsonMapper().writeValueAsString(changes));
      SpendcastException failure =
          catchThrowableOfType(SpendcastException.class, () -> registry().find(NAME));
      assertThat(failure.kind()).isEqualTo(Kind.INVALID);
      assertThat(victim).hasContent("mine");
      assertThat(read("meta.yaml")).isEqualTo(before);
    }
  }

  /** A version whose files the store keeps, as a run does it. */
  private ModelVersion kept(String release) {
    TrackedRun run = tracked(release);
    return registry()
        .register(
            new ModelRegistration(
                NAME, release, run.id(), run.model().orElseThrow(), Map.of("a", "b")));
  }

  private void requireRefused(ModelVersion version, String what) {
    SpendcastException failure =
        catchThrowableOfType(
            SpendcastException.class,
            () ->
                registry()
                    .fetch(
                        registry()
                            .find(NAME)
                            .orElseThrow()
                            .version(version.number())
                            .orElseThrow()));
    assertThat(failure).as(what).isNotNull();
    assertThat(failure.kind()).as(what).isEqualTo(Kind.INVALID);
  }

  @Test
  void a_version_never_reads_files_outside_of_the_store() throws IOException {
    ModelVersion version = kept("a");
    Path own = Path.of(version.artifact().location());
    Path outside = parent.resolve("outside");
    FileTree.copy(own, outside);
    Path meta = model().resolve("version-1/meta.yaml");
    String honest = Files.readString(meta);
    String source = Locations.of(own);
    String root = Locations.of(parent.resolve("mlruns"));
    Files.createSymbolicLink(parent.resolve("mlruns/link"), outside);
    for (String elsewhere :
        List.of(
            Locations.of(outside),
            root + "/../outside",
            root + "/%2e%2e/outside",
            root + "/link",
            "file:" + outside)) {
      Files.writeString(meta, honest.replace(source, elsewhere));
      requireRefused(version, elsewhere);
    }
    Files.writeString(meta, honest);
    assertThat(registry().fetch(version)).isEqualTo(version);
  }

  @Test
  void every_file_of_a_model_counts_and_a_file_too_many_as_much_as_one_that_was_changed()
      throws IOException {
    ModelVersion version = kept("a");
    Path directory = Path.of(version.artifact().location());
    assertThat(registry().fetch(version)).isEqualTo(version);
    for (Path file : FileTree.walk(directory).stream().filter(Files::isRegularFile).toList()) {
      byte[] honest = Files.readAllBytes(file);
      byte[] flipped = honest.clone();
      flipped[honest.length / 2] ^= 1;
      Files.write(file, flipped);
      requireRefused(version, "a flipped bit in " + file);
      Files.delete(file);
      requireRefused(version, "without " + file);
      Files.createSymbolicLink(file, Files.write(parent.resolve("copy"), honest));
      requireRefused(version, "a link in place of " + file);
      Files.delete(file);
      Files.write(file, honest);
    }
    for (String name : List.of("loader.py", "code/loader.py", ".hidden", "model.ubj.crc")) {
      Path added = directory.resolve(name);
      Files.createDirectories(added.getParent());
      Files.writeString(added, "import os");
      requireRefused(version, "with " + name);
      Files.delete(added);
    }
    assertThat(registry().fetch(version)).isEqualTo(version);
  }

  @Test
  void files_and_their_sums_cannot_be_replaced_together() throws IOException {
    ModelVersion version = kept("a");
    Path directory = Path.of(version.artifact().location());
    String honest = Checksum.of(directory.resolve("model.ubj"));
    Files.writeString(directory.resolve("model.ubj"), "planted");
    Path mlmodel = directory.resolve("MLmodel");
    Files.writeString(
        mlmodel,
        Files.readString(mlmodel).replace(honest, Checksum.of(directory.resolve("model.ubj"))));
    requireRefused(version, "a model with its own sums");
  }

  @Test
  void a_version_that_lost_its_digest_is_not_read() throws IOException {
    ModelVersion version = kept("a");
    Files.delete(model().resolve("version-1/tags").resolve(TagKey.MODEL_DIGEST.key()));
    requireRefused(version, "without a digest");
  }

  @Test
  void a_store_that_somebody_else_holds_is_a_conflict() throws Exception {
    registered("a");
    Process other = holding(parent.resolve("mlruns.spendcast/lock"));
    try {
      other.getInputStream().read();
      SpendcastException failure =
          catchThrowableOfType(
              SpendcastException.class,
              () ->
                  MlflowErrors.during(
                      "test",
                      () ->
                          StoreLock.holding(
                              parent.resolve("mlruns.spendcast/lock"),
                              Duration.ofMillis(200),
                              () -> "done")));
      assertThat(failure.kind()).isEqualTo(Kind.CONFLICT);
    } finally {
      other.destroy();
    }
  }

  private static Process holding(Path lock) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            HoldingProcess.class.getName(),
            lock.toString())
        .start();
  }
}
