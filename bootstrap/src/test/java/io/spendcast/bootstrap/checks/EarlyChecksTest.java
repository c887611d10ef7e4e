package io.spendcast.bootstrap.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.application.feature.ForecastSettings;
import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.settings.ConfigSources;
import io.spendcast.bootstrap.settings.section.Settings;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.Workflow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EarlyChecksTest {
  private final List<String> asked = new ArrayList<>();
  @TempDir private Path directory;
  private Optional<SpendcastException> trouble = Optional.empty();

  @Test
  void nothing_speaks_against_what_is_well() {
    assertThat(checks().obstacle(Workflow.STANDARD.tasks())).isEmpty();
    assertThat(asked).containsExactly("tracking", "registry");
  }

  @Test
  void only_what_the_tasks_need_is_asked() {
    checks().obstacle(List.of(Task.INGEST));
    assertThat(asked).isEmpty();
    checks().obstacle(List.of(Task.PREDICT));
    assertThat(asked).containsExactly("registry");
  }

  @Test
  void before_ingest_in_a_workspace_the_experiment_and_the_registry_are_asked_too() {
    checks(List.of("tracking.uri=databricks", "tracking.experiment=/Shared/spend"), List.of())
        .obstacle(List.of(Task.INGEST));
    assertThat(asked).containsExactly("tracking", "registry");
  }

  @Test
  void a_deleted_experiment_and_a_silent_server_are_told_apart() {
    trouble = Optional.of(new SpendcastException(Kind.INVALID, "It was deleted.", "Restore it."));
    SpendcastException refused = checks().obstacle(List.of(Task.TRAIN)).orElseThrow();
    assertThat(refused.kind()).isEqualTo(Kind.INVALID);
    assertThat(refused.problem())
        .startsWith("Cannot begin: tracking at file:")
        .endsWith("It was deleted. Restore it.");
    trouble = Optional.of(new SpendcastException(Kind.UNAVAILABLE, "Nobody answers.", "Wait."));
    assertThat(checks().obstacle(Workflow.STANDARD.tasks()).orElseThrow().kind())
        .isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void dates_that_the_known_days_of_a_source_cannot_give_are_refused() {
    for (String kind : List.of("tpcds", "planted")) {
      String source = "source.kind=" + kind;
      assertThat(checks(source).obstacle(Workflow.STANDARD.tasks())).isEmpty();
      for (String impossible :
          List.of(
              "training.train-as-ofs=200",
              "training.test-as-ofs=240",
              "forecast.as-of=1990-01-01")) {
        SpendcastException refused =
            checks(source, impossible).obstacle(Workflow.STANDARD.tasks()).orElseThrow();
        assertThat(refused.kind()).isEqualTo(Kind.INVALID);
        assertThat(refused.problem()).contains("as-of dates in [");
      }
    }
  }

  private EarlyChecks checks(String... assignments) {
    return checks(
        List.of("tracking.uri=file:" + directory.resolve("mlruns")), List.of(assignments));
  }

  private EarlyChecks checks(List<String> tracking, List<String> assignments) {
    List<String> all = new ArrayList<>(assignments);
    all.add("lake=" + directory.resolve("lake"));
    all.addAll(tracking);
    Settings settings =
        ConfigLoader.load(new ConfigSources(Optional.empty(), List.of(), all)).settings();
    ForecastSettings forecast =
        new ForecastSettings(
            settings.forecast().horizon(),
            settings.forecast().fixedAsOf(),
            settings.training().trainCount(),
            settings.training().testAsOfs());
    return new EarlyChecks(
        settings, Optional.of(new LocalPlaces(settings)), forecast::plan, new Asked(), new Named());
  }

  private void answer(String who) {
    asked.add(who);
    trouble.ifPresent(
        why -> {
          throw why;
        });
  }

  private final class Asked implements ExperimentTracker {
    @Override
    public TrackedRun record(RunRecord record) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void attach(TrackedRun run, Artifact artifact) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<TrackedRun> find(String key) {
      answer("tracking");
      return Optional.empty();
    }
  }

  private final class Named implements ModelRegistry {
    @Override
    public ModelVersion register(ModelRegistration registration) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<RegisteredModel> find(ModelName name) {
      answer("registry");
      return Optional.empty();
    }

    @Override
    public ModelVersion fetch(ModelVersion version) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ModelVersion move(StageMove move) {
      throw new UnsupportedOperationException();
    }
  }
}
