package io.spendcast.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.ConfigurationException;
import io.spendcast.application.deploy.DeployWorkflow;
import io.spendcast.application.deploy.UndeployWorkflow;
import io.spendcast.application.registry.PromoteModel;
import io.spendcast.application.registry.RollBackModel;
import io.spendcast.application.run.PlanRun;
import io.spendcast.application.run.RunDeployed;
import io.spendcast.application.run.RunWorkflow;
import io.spendcast.bootstrap.settings.Config;
import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.settings.ConfigSources;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.sales.DataSets;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.WorkflowDeployer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WiringTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      classes = {
        RunWorkflow.class,
        PlanRun.class,
        PromoteModel.class,
        RollBackModel.class,
        ModelRegistry.class,
        RunJournal.class
      })
  void the_pipeline_has_every_part_and_starts_no_session(Class<?> type) {
    try (Parts parts = open(Need.PIPELINE)) {
      assertThat(parts.get(type)).isNotNull();
      assertThat(Thread.getAllStackTraces().keySet())
          .as("a running Spark has a scheduler")
          .extracting(Thread::getName)
          .doesNotContain("dag-scheduler-event-loop");
      assertThat(Files.exists(directory.resolve("lake"))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        DeployWorkflow.class,
        UndeployWorkflow.class,
        WorkflowDeployer.class,
        RunDeployed.class
      })
  void the_platform_has_every_part(Class<?> type) {
    try (Parts parts = open(Need.PLATFORM)) {
      assertThat(parts.get(type)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {Preflights.class, ModelRegistry.class, RunJournal.class})
  void the_checks_have_every_part(Class<?> type) {
    try (Parts parts = open(Need.CHECKS)) {
      assertThat(parts.get(type)).isNotNull();
    }
  }

  @Test
  void what_refuses_to_open_keeps_nothing_else_from_being_checked() {
    try (Parts parts = open(Need.CHECKS, "tracking.uri=http://example.com?a=b")) {
      assertThat(parts.get(Preflights.class)).isNotNull();
      assertThat(parts.get(RunJournal.class)).isNotNull();
      assertThatThrownBy(() -> parts.get(ExperimentTracker.class))
          .isInstanceOfSatisfying(
              SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
      assertThatThrownBy(() -> parts.get(ModelRegistry.class))
          .isInstanceOf(SpendcastException.class);
    }
  }

  @Test
  void data_sets_need_no_more_than_spark() {
    try (Parts parts = open(Need.DATA)) {
      assertThat(parts.get(DataSets.class)).isNotNull();
      assertThatThrownBy(() -> parts.get(RunWorkflow.class))
          .isInstanceOf(ConfigurationException.class);
    }
  }

  @Test
  void what_is_not_needed_is_not_there() {
    try (Parts parts = open(Need.NOTHING)) {
      assertThatThrownBy(() -> parts.get(RunWorkflow.class))
          .isInstanceOf(ConfigurationException.class);
    }
  }

  @Test
  void the_code_version_is_the_same_for_the_same_code() {
    assertThat(CodeDigest.version(List.of())).isEqualTo(CodeDigest.version(List.of()));
  }

  private Parts open(Need need, String... more) {
    Config config =
        ConfigLoader.load(
            new ConfigSources(
                Optional.empty(),
                List.of(),
                Stream.concat(
                        Stream.of(
                            "lake=" + directory.resolve("lake"),
                            "tracking.uri=file:" + directory.resolve("mlruns")),
                        Stream.of(more))
                    .toList()));
    return new Wiring(Clock.systemUTC()).open(need, config);
  }
}
