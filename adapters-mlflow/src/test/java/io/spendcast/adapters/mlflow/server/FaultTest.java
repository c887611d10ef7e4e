package io.spendcast.adapters.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.spendcast.adapters.mlflow.files.FileStoreTracker;
import io.spendcast.adapters.mlflow.files.Store;
import io.spendcast.adapters.mlflow.http.Access;
import io.spendcast.adapters.mlflow.http.Server;
import io.spendcast.adapters.mlflow.http.ServerAddress;
import io.spendcast.adapters.mlflow.http.Timeouts;
import io.spendcast.adapters.mlflow.server.FaultyServer.Fault;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.RunInput;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.testkit.ModelFiles;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers and networks do wrong: every call ends, says what it means, and repeats nothing. */
@Timeout(180)
class FaultTest {
  @RegisterExtension static final MlflowServer SERVER = MlflowServer.current();

  private static final Timeouts SHORT =
      new Timeouts(
          Duration.ofSeconds(5),
          Duration.ofMillis(1_500),
          Duration.ofMillis(2_000),
          Duration.ofMillis(50));

  /** As long as a busy machine may need. */
  private static final Timeouts REAL =
      new Timeouts(
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofMillis(20));

  private static final Access TOKEN = new Access(Map.of("MLFLOW_TRACKING_TOKEN", "s3cret"));
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  private static final Queue<String> OUTCOMES = new ConcurrentLinkedQueue<>();

  private final String experiment = "faults " + UUID.randomUUID();
  private final ModelName model = new ModelName("faults." + UUID.randomUUID());
  @TempDir private Path scratch;
  private String fault;
  private int keys;

  @BeforeEach
  void name(TestInfo test) {
    fault = test.getDisplayName();
  }

  /** For people to read; what must hold is asserted. */
  @AfterAll
  static void write_down_what_every_fault_came_to() throws IOException {
    List<String> lines = new ArrayList<>(List.of("| fault | outcome | seconds |", "|---|---|---|"));
    OUTCOMES.stream().sorted().forEach(lines::add);
    Files.write(Path.of("target", "faults.md"), lines);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments("429", Fault.status(429), Kind.UNAVAILABLE, "429"),
        arguments("429, Retry-After 3600", Fault.retryAfter("3600"), Kind.UNAVAILABLE, "429"),
        arguments(
            "429, Retry-After date",
            Fault.retryAfter("Fri, 31 Dec 2100 23:59:59 GMT"),
            Kind.UNAVAILABLE,
            "429"),
        arguments("500", Fault.status(500), Kind.UNAVAILABLE, "500"),
        arguments("503", Fault.status(503), Kind.UNAVAILABLE, "503"),
        arguments("reset", Fault.reset(), Kind.UNAVAILABLE, "cut"),
        arguments("silence", Fault.silence(), Kind.UNAVAILABLE, "no answer came in time"),
        arguments(
            "truncated JSON",
            Fault.answer(200, "application/json", "{\"experiment\": {"),
            Kind.UNAVAILABLE,
            "cut"),
        arguments("wrong content length", Fault.shortened(), Kind.UNAVAILABLE, "cut"),
        arguments(
            "HTML",
            Fault.answer(200, "text/html", "<html>Please log in</html>"),
            Kind.INVALID,
            "web page"),
        arguments(
            "HTML 404",
            Fault.answer(404, "text/html; charset=utf-8", "<html>404</html>"),
            Kind.INVALID,
            "web page"),
        arguments(
            "401",
            Fault.answer(401, "text/plain", "You are not authenticated."),
            Kind.INVALID,
            "MLFLOW_TRACKING_TOKEN"),
        arguments(
            "403",
            Fault.answer(
                403,
                "application/json",
                "{\"error_code\": \"PERMISSION_DENIED\", \"message\": \"\"}"),
            Kind.INVALID,
            "MLFLOW_TRACKING_TOKEN"),
        arguments(
            "403 of the host check",
            Fault.answer(
                403, "text/plain", "Invalid Host header - possible DNS rebinding attack detected"),
            Kind.INVALID,
            "--allowed-hosts"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void a_call_to_a_failing_server_ends_and_says_why(
      String name, Fault fault, Kind kind, String word) throws IOException {
    try (FaultyServer faulty = FaultyServer.alone(fault)) {
      assertFails(kind, word, () -> tracker(faulty.uri(), SHORT).record(run("key")));
      assertFails(kind, word, () -> registry(faulty.uri(), SHORT).move(promotion()));
    }
  }

  @Test
  void a_refused_connection_is_unavailable() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + port);
    assertFails(Kind.UNAVAILABLE, "nobody", () -> tracker(nobody, SHORT).record(run("key")));
    assertFails(Kind.UNAVAILABLE, "nobody", () -> registry(nobody, SHORT).move(promotion()));
  }

  @Test
  void no_token_follows_a_redirect() throws IOException {
    try (FaultyServer elsewhere = FaultyServer.alone(Fault.status(200));
        FaultyServer faulty = FaultyServer.alone(Fault.redirect(elsewhere.uri()))) {
      SpendcastException failure =
          assertFails(Kind.INVALID, "sends us on", () -> tracker(faulty.uri(), SHORT).find("key"));
      assertThat(failure.getMessage()).contains(elsewhere.uri().toString());
      assertThat(faulty.requests()).allMatch(request -> request.endsWith("Bearer s3cret"));
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/experiments/create",
        "/runs/create",
        "/runs/log-batch",
        "/runs/log-inputs",
        "/runs/outputs",
        "/logged-models",
        "/logged-models/m-[0-9a-f]+",
        "/runs/update",
        "/runs/search",
        "/model.ubj",
        "/MLmodel"
      })
  void a_run_is_recorded_once_whatever_is_lost_on_the_way(String path) throws IOException {
    assertRecordedOnce(Fault.lostAnswer(), path);
  }

  @Test
  void a_run_is_created_once_whatever_happens_to_the_request() throws IOException {
    for (Fault fault : List.of(Fault.retryAfter("0"), Fault.reset(), Fault.status(500))) {
      assertRecordedOnce(fault, "/runs/create");
    }
  }

  @Test
  void an_upload_that_is_cut_in_the_middle_is_sent_again() throws IOException {
    try (FaultyServer faulty = FaultyServer.before(SERVER.uri())) {
      faulty.make(Fault.cutUpload(), 2, "/model.ubj");
      RunRecord large = run("large", "x".repeat(4_000_000));
      TrackedRun run = tracker(faulty.uri(), REAL).record(large);
      try (LocalCopies copies = new LocalCopies()) {
        ModelVersion version = registry(SERVER.uri(), REAL).register(registration(run));
        assertThat(fetched(registry(SERVER.uri(), REAL, copies), version)).hasSize(4_000_000);
      }
      assertThat(activeRuns()).containsExactly(run.id());
    }
  }

  @Test
  void an_upload_that_is_always_cut_has_changed_nothing() throws IOException {
    try (FaultyServer faulty = FaultyServer.before(SERVER.uri())) {
      faulty.make(Fault.cutUpload(), Integer.MAX_VALUE, "/model.ubj");
      RunRecord large = run("large", "x".repeat(4_000_000));
      assertFails(Kind.UNAVAILABLE, "cut", () -> tracker(faulty.uri(), brief()).record(large));
      assertThat(tracker(SERVER.uri(), REAL).find("large")).isEmpty();
    }
  }

  static Stream<Arguments> badDownloads() {
    String type = "application/octet-stream";
    return Stream.of(
        arguments("fewer bytes than announced", Fault.shortened(), Kind.UNAVAILABLE, "cut"),
        arguments(
            "fewer bytes than listed", Fault.answer(200, type, "tr"), Kind.UNAVAILABLE, "cut"),
        arguments("other bytes", Fault.answer(200, type, "bytes"), Kind.INVALID, "model.ubj"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badDownloads")
  void a_model_that_comes_damaged_is_not_used(String name, Fault fault, Kind kind, String word)
      throws IOException {
    TrackedRun run = tracker(SERVER.uri(), REAL).record(run("key"));
    ModelVersion version = registry(SERVER.uri(), REAL).register(registration(run));
    try (FaultyServer faulty = FaultyServer.before(SERVER.uri());
        LocalCopies copies = new LocalCopies()) {
      faulty.make(fault, Integer.MAX_VALUE, "/model.ubj");
      assertFails(kind, word, () -> registry(faulty.uri(), brief(), copies).fetch(version));
      faulty.make(fault, kind == Kind.UNAVAILABLE ? 2 : 0, "/model.ubj");
      assertThat(fetched(registry(faulty.uri(), REAL, copies), version)).isEqualTo("trees");
    }
  }

  private static String fetched(ServerRegistry registry, ModelVersion version) throws IOException {
    Path directory = Path.of(registry.fetch(version).artifact().location());
    return Files.readString(directory.resolve("model.ubj"));
  }

  @Test
  void a_version_that_the_server_takes_its_time_to_register_is_waited_for() throws IOException {
    TrackedRun run = tracker(SERVER.uri(), REAL).record(run("key"));
    try (FaultyServer faulty = FaultyServer.before(SERVER.uri())) {
      faulty.make(pending(), 3, "/model-versions/create", "/model-versions/get");
      assertThat(registry(faulty.uri(), REAL).register(registration(run)).number()).isEqualTo(1);
    }
  }

  @Test
  void whether_a_version_will_be_registered_is_unknown_while_it_is_pending() throws IOException {
    TrackedRun run = tracker(SERVER.uri(), REAL).record(run("key"));
    try (FaultyServer faulty = FaultyServer.before(SERVER.uri())) {
      faulty.make(pending(), Integer.MAX_VALUE, "/model-versions/(create|get|search)");
      ServerRegistry registry = registry(faulty.uri(), brief());
      assertFails(
          Kind.OUTCOME_UNKNOWN,
          "version 1 is still being registered",
          () -> registry.register(registration(run)));
      assertThat(registry.find(model).orElseThrow().versions()).isEmpty();
      faulty.heal();
      assertThat(registry.register(registration(run)).number()).isEqualTo(1);
    }
  }

  @Test
  void a_version_that_the_server_could_not_register_is_refused() throws IOException {
    TrackedRun run = tracker(SERVER.uri(), REAL).record(run("key"));
    try (FaultyServer faulty = FaultyServer.before(SERVER.uri())) {
      faulty.make(
          Fault.rewritten("\"READY\"", "\"FAILED_REGISTRATION\", \"status_message\": \"no space\""),
          Integer.MAX_VALUE,
          "/model-versions/(create|get|search)");
      ServerRegistry registry = registry(faulty.uri(), REAL);
      assertFails(Kind.INVALID, "no space", () -> registry.register(registration(run)));
      assertFails(Kind.INVALID, "no space", () -> registry.register(registration(run)));
      faulty.heal();
      assertThat(registry.find(model).orElseThrow().versions()).hasSize(1);
    }
  }

  private static Fault pending() {
    return Fault.rewritten("\"READY\"", "\"PENDING_REGISTRATION\"");
  }

  @Test
  void files_that_the_server_does_not_take_into_its_registry_are_refused_with_a_way_out() {
    Path store = scratch.resolve("mlruns");
    TrackedRun local =
        new FileStoreTracker(new Store(store), experiment, Clock.systemUTC()).record(run("key"));
    assertFails(
        Kind.INVALID,
        "spendcast publish",
        () -> registry(SERVER.uri(), REAL).register(registration(local)));
  }

  private void assertRecordedOnce(Fault fault, String path) throws IOException {
    try (FaultyServer faulty = FaultyServer.before(SERVER.uri())) {
      faulty.make(fault, 2, path);
      String key = "run " + keys++;
      TrackedRun run = tracker(faulty.uri(), REAL).record(run(key));
      assertThat(tracker(SERVER.uri(), REAL).find(key)).contains(run);
      assertThat(activeRuns()).hasSize(keys).contains(run.id());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/registered-models/create",
        "/registered-models/get",
        "/registered-models/delete",
        "/registered-models/alias",
        "/model-versions/create",
        "/model-versions/search",
        "/model-versions/set-tag",
        "/model-versions/transition-stage"
      })
  void a_version_is_registered_and_promoted_once_whatever_is_lost_on_the_way(String path)
      throws IOException {
    TrackedRun run = tracker(SERVER.uri(), REAL).record(run("key"));
    try (FaultyServer faulty = FaultyServer.before(SERVER.uri())) {
      faulty.make(Fault.lostAnswer(), 2, path);
      registry(faulty.uri(), REAL).register(registration(run));
      registry(faulty.uri(), REAL).move(promotion());
      RegisteredModel registered = registry(SERVER.uri(), REAL).find(model).orElseThrow();
      assertThat(registered.versions())
          .extracting(ModelVersion::stage)
          .containsExactly(Stage.PRODUCTION);
    }
  }

  @Test
  void whether_a_run_was_finished_is_unknown_and_recording_it_again_tells() throws IOException {
    try (FaultyServer faulty = FaultyServer.before(SERVER.uri())) {
      faulty.make(Fault.lostAnswer(), Integer.MAX_VALUE, "/runs/update");
      ServerTracker tracker = tracker(faulty.uri(), brief());
      SpendcastException failure =
          assertFails(Kind.OUTCOME_UNKNOWN, "again", () -> tracker.record(run("key")));
      assertThat(failure.hint()).contains("MLflow");
      faulty.heal();
      assertThat(activeRuns()).containsExactly(tracker.record(run("key")).id());
    }
  }

  @Test
  void whether_a_version_was_made_is_unknown_and_registering_it_again_tells() throws IOException {
    TrackedRun run = tracker(SERVER.uri(), REAL).record(run("key"));
    try (FaultyServer faulty = FaultyServer.before(SERVER.uri())) {
      faulty.make(Fault.silence(), Integer.MAX_VALUE, "/model-versions/create");
      ServerRegistry registry = registry(faulty.uri(), brief());
      assertFails(
          Kind.OUTCOME_UNKNOWN, "spendcast models", () -> registry.register(registration(run)));
      faulty.heal();
      assertThat(registry.register(registration(run)).number()).isEqualTo(1);
    }
  }

  @Test
  void whether_a_version_was_moved_is_unknown_and_moving_it_again_tells() throws IOException {
    TrackedRun run = tracker(SERVER.uri(), REAL).record(run("key"));
    registry(SERVER.uri(), REAL).register(registration(run));
    try (FaultyServer faulty = FaultyServer.before(SERVER.uri())) {
      faulty.make(Fault.lostAnswer(), Integer.MAX_VALUE, "/model-versions/transition-stage");
      ServerRegistry registry = registry(faulty.uri(), brief());
      assertFails(Kind.OUTCOME_UNKNOWN, "spendcast models", () -> registry.move(promotion()));
      faulty.heal();
      assertThat(registry.move(promotion()).stage()).isEqualTo(Stage.PRODUCTION);
    }
  }

  @Test
  void a_run_that_fails_before_its_end_has_changed_nothing() throws IOException {
    try (FaultyServer faulty = FaultyServer.before(SERVER.uri())) {
      faulty.make(Fault.reset(), Integer.MAX_VALUE, "/model.ubj");
      assertFails(Kind.UNAVAILABLE, "cut", () -> tracker(faulty.uri(), brief()).record(run("key")));
      assertThat(tracker(SERVER.uri(), REAL).find("key")).isEmpty();
      TrackedRun run = tracker(SERVER.uri(), REAL).record(run("key"));
      assertThat(activeRuns()).containsExactly(run.id());
    }
  }

  @Test
  void a_server_without_stages_keeps_them_as_aliases() throws IOException {
    ServerTracker tracker = tracker(SERVER.uri(), REAL);
    try (FaultyServer faulty = FaultyServer.before(SERVER.uri())) {
      faulty.make(
          Fault.answer(404, "text/html", "<html>404</html>"),
          Integer.MAX_VALUE,
          "/model-versions/transition-stage");
      ServerRegistry registry = registry(faulty.uri(), REAL);
      registry.register(registration(tracker.record(run("one"))));
      registry.register(registration(tracker.record(run("two"))));
      registry.move(promotion());
      ModelVersion second =
          registry.move(new StageMove(model, 2, Stage.PRODUCTION, Optional.of(1), Map.of()));
      assertThat(second.stage()).isEqualTo(Stage.PRODUCTION);
      assertThat(registry.find(model).orElseThrow().versions())
          .extracting(ModelVersion::stage)
          .containsExactly(Stage.ARCHIVED, Stage.PRODUCTION);
      assertFails(Kind.CONFLICT, "expected", () -> registry.move(promotion()));
    }
  }

  @Test
  void a_server_without_aliases_has_stages() throws IOException {
    TrackedRun run = tracker(SERVER.uri(), REAL).record(run("key"));
    try (FaultyServer faulty = FaultyServer.before(SERVER.uri())) {
      faulty.make(
          Fault.answer(404, "text/html", "<html>404</html>"),
          Integer.MAX_VALUE,
          "/registered-models/alias");
      ServerRegistry registry = registry(faulty.uri(), REAL);
      registry.register(registration(run));
      assertThat(registry.move(promotion()).stage()).isEqualTo(Stage.PRODUCTION);
    }
  }

  /** Long enough for a real answer, short enough to wait for the end of. */
  private static Timeouts brief() {
    return new Timeouts(
        Duration.ofSeconds(3),
        Duration.ofSeconds(3),
        Duration.ofSeconds(4),
        Duration.ofMillis(200));
  }

  private ServerTracker tracker(URI uri, Timeouts timeouts) {
    return new ServerTracker(server(uri, timeouts), experiment, Clock.systemUTC());
  }

  private static ServerRegistry registry(URI uri, Timeouts timeouts) {
    return registry(uri, timeouts, new LocalCopies());
  }

  private static ServerRegistry registry(URI uri, Timeouts timeouts, LocalCopies copies) {
    return new ServerRegistry(server(uri, timeouts), copies, Clock.systemUTC());
  }

  private static Server server(URI uri, Timeouts timeouts) {
    return new Server(ServerAddress.parse("tracking.uri", uri.toString()), TOKEN, timeouts);
  }

  private RunRecord run(String key) {
    return run(key, "trees");
  }

  private RunRecord run(String key, String model) {
    TableVersion features = new TableVersion(new TableName("features/tpcds/customer_features"), 3);
    return new RunRecord(
            key,
            "xgboost",
            Optional.empty(),
            Map.of("horizon_days", "90"),
            Map.of("mae", 12.5),
            Map.of(),
            List.of(new Artifact("evaluation.json", "{}")),
            Optional.of(ModelFiles.booster(scratch.resolve(key), model)),
            NOW,
            NOW)
        .with(List.of(new RunInput(features, List.of("label"), OptionalLong.of(7))), Map.of());
  }

  private ModelRegistration registration(TrackedRun run) {
    return new ModelRegistration(
        model, run.id(), run.id(), run.model().orElseThrow(), Map.of("spendcast.verdict", "SKILL"));
  }

  private StageMove promotion() {
    return new StageMove(model, 1, Stage.PRODUCTION, Optional.empty(), Map.of("by", "test"));
  }

  private List<String> activeRuns() {
    String id =
        ServedRun.json(
                "GET",
                SERVER.uri(),
                "/api/2.0/mlflow/experiments/get-by-name?experiment_name="
                    + experiment.replace(" ", "%20"),
                "")
            .at("/experiment/experiment_id")
            .asText();
    return ServedRun.json(
            "POST",
            SERVER.uri(),
            "/api/2.0/mlflow/runs/search",
            "{\"experiment_ids\": [\"" + id + "\"]}")
        .findValuesAsText("run_uuid");
  }

  private SpendcastException assertFails(Kind kind, String word, ThrowingCallable call) {
    long start = System.nanoTime();
    SpendcastException failure = catchThrowableOfType(SpendcastException.class, call);
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(failure).isNotNull();
    OUTCOMES.add(String.format(Locale.ROOT, "| %s | %s | %.1f |", fault, failure.kind(), seconds));
    assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
    assertThat(failure.getMessage()).startsWith("Cannot ").contains(word).doesNotContain("s3cret");
    return failure;
  }
}
