package io.spendcast.bootstrap.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.adapters.databricks.DatabricksAdapters;
import io.spendcast.application.deploy.DeployWorkflow;
import io.spendcast.application.deploy.UndeployWorkflow;
import io.spendcast.application.run.RunDeployed;
import io.spendcast.bootstrap.cli.Program;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.bootstrap.wiring.Parts;
import io.spendcast.domain.workflow.Deployment.Change;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.domain.workflow.WorkflowDeployer;
import io.spendcast.testkit.InMemoryWorkflowDeployer;
import io.spendcast.testkit.InMemoryWorkflowRuns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeployCommandTest {
  private static final Workflow OLDER =
      new Workflow(List.of(new Workflow.Step(Task.INGEST, Set.of())));

  /** The first run that a platform in memory starts. */
  private static final long RUN = 100;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final InMemoryWorkflowDeployer platform = new InMemoryWorkflowDeployer();
  private final InMemoryWorkflowRuns runs = new InMemoryWorkflowRuns();
  private String failureOfTrain = "";
  private String failureOfCheck = "";
  private int pauses;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--wait",
        "--wait --dry-run",
        "--run-now --dry-run",
        "--run-now --render x",
        "--run-now --wait --lint x",
        "--render x --lint x",
        "--dry-run --render x",
        "--doctor --dry-run",
        "--doctor --render x",
      })
  void options_that_contradict_each_other_are_refused_and_nothing_is_changed(String options) {
    assertThat(deploy(options)).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).containsAnyOf("--wait wants --run-now", "exclude each other");
    assertThat(platform.preview(Workflow.STANDARD).change()).isEqualTo(Change.CREATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--dry-run", "--run-now", "--render x", ""})
  void what_no_task_could_reach_is_refused_and_nothing_is_changed(String options) {
    assertThat(deploy((options + " --set lake=./mine").strip())).isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("Cannot deploy: lake (--set)", "on this machine");
    assertThat(platform.preview(Workflow.STANDARD).change()).isEqualTo(Change.CREATE);
  }

  @Test
  void a_dry_run_shows_what_would_change_and_changes_nothing() throws IOException {
    assertThat(deploy("--dry-run")).isEqualTo(ExitCode.DONE);
    assertThat(text(out)).contains("The job would be created.");
    platform.deploy(OLDER);
    out.reset();
    assertThat(deploy("--dry-run --json")).isEqualTo(ExitCode.DONE);
    assertThat(json().at("/outputs/change").asText()).isEqualTo("UPDATE");
    assertThat(json().at("/outputs/differences/0").asText()).isEqualTo("definition");
    assertThat(platform.preview(OLDER).change()).isEqualTo(Change.NONE);
  }

  @Test
  void a_deployment_shows_first_what_it_changes_and_then_where_the_job_is() throws IOException {
    platform.deploy(OLDER);
    assertThat(deploy("--json")).isEqualTo(ExitCode.DONE);
    assertThat(text(err)).isEqualTo("definition" + System.lineSeparator());
    assertThat(json().at("/outputs/change").asText()).isEqualTo("UPDATE");
    assertThat(json().at("/outputs/url").asText()).isEqualTo("memory:/jobs/7");
    out.reset();
    assertThat(deploy("")).isEqualTo(ExitCode.DONE);
    assertThat(text(out)).contains("The job 7 is as it should be: memory:/jobs/7.");
  }

  @Test
  void a_run_is_started_once_for_a_run_id_and_not_waited_for() throws IOException {
    assertThat(deploy("--run-now --run-id monday --json")).isEqualTo(ExitCode.DONE);
    assertThat(json().at("/outputs/change").asText()).isEqualTo("CREATE");
    assertThat(json().at("/outputs/platform_run/id").asLong()).isEqualTo(RUN);
    assertThat(json().at("/outputs/platform_run/phase").asText()).isEqualTo("RUNNING");
    assertThat(json().at("/outputs/platform_run/tasks/train").asText()).isEqualTo("WAITING");
    assertThat(pauses).isZero();
    out.reset();
    assertThat(deploy("--run-now --run-id monday")).isEqualTo(ExitCode.DONE);
    assertThat(text(out)).contains("Run %s was started.".formatted(RUN));
    out.reset();
    assertThat(deploy("--run-now --run-id tuesday")).isEqualTo(ExitCode.DONE);
    assertThat(text(out)).contains("Run %s was started.".formatted(RUN + 1));
  }

  @Test
  void waiting_follows_the_tasks_and_ends_as_the_run_does() throws IOException {
    assertThat(deploy("--run-now --wait --json")).isEqualTo(ExitCode.DONE);
    assertThat(text(err).lines())
        .containsExactly(
            "ingest   running", "train    waiting", "ingest   succeeded", "train    succeeded");
    assertThat(json().at("/outputs/platform_run/phase").asText()).isEqualTo("SUCCEEDED");
    assertThat(pauses).isEqualTo(1);
  }

  @Test
  void a_run_that_fails_says_which_task_and_why() throws IOException {
    failureOfTrain = "out of memory";
    assertThat(deploy("--run-now --wait --json")).isEqualTo(ExitCode.DATA);
    assertThat(text(err)).contains("train    failed: out of memory");
    assertThat(json().at("/outputs/platform_run/phase").asText()).isEqualTo("FAILED");
    assertThat(json().at("/error/message").asText())
        .isEqualTo("Cannot finish run %s: train: out of memory.".formatted(RUN));
  }

  @Test
  void a_check_on_the_clusters_goes_before_the_run() throws IOException {
    assertThat(deploy("--doctor --run-now --json")).isEqualTo(ExitCode.DONE);
    assertThat(text(err).lines()).containsExactly("doctor   running", "doctor   succeeded");
    assertThat(json().at("/outputs/doctor_run/phase").asText()).isEqualTo("SUCCEEDED");
    assertThat(json().at("/outputs/platform_run/id").asLong()).isEqualTo(RUN + 1);
    assertThat(json().at("/outputs/platform_run/phase").asText()).isEqualTo("RUNNING");
  }

  @Test
  void a_check_that_finds_something_wrong_keeps_the_run_from_starting() throws IOException {
    failureOfCheck = "no volume";
    assertThat(deploy("--doctor --run-now --json")).isEqualTo(ExitCode.DATA);
    assertThat(json().at("/error/message").asText())
        .isEqualTo("Cannot finish run %s: doctor: no volume.".formatted(RUN));
    assertThat(json().at("/outputs/job_id").asLong()).isEqualTo(InMemoryWorkflowRuns.JOB);
    assertThat(runs.start(InMemoryWorkflowRuns.JOB, "next").id()).isEqualTo(RUN + 1);
  }

  @Test
  void what_was_deployed_is_removed_after_it_was_shown() throws IOException {
    assertThat(run("undeploy")).isEqualTo(ExitCode.DONE);
    assertThat(text(out)).contains("There is nothing to remove.");
    platform.deploy(Workflow.STANDARD);
    out.reset();
    assertThat(run("undeploy --dry-run")).isEqualTo(ExitCode.DONE);
    assertThat(text(out)).contains("The job 7 would be removed.", "job.json would be removed.");
    assertThat(platform.preview(Workflow.STANDARD).change()).isEqualTo(Change.NONE);
    out.reset();
    assertThat(run("undeploy --json")).isEqualTo(ExitCode.DONE);
    assertThat(json().at("/outputs/job_id").asLong()).isEqualTo(7);
    assertThat(json().at("/outputs/files/0").asText()).isEqualTo("job.json");
    assertThat(platform.preview(Workflow.STANDARD).change()).isEqualTo(Change.CREATE);
  }

  @Test
  void rendering_writes_the_definitions_and_asks_nobody() throws IOException {
    Path folder = directory.resolve("bundle");
    assertThat(deploy("--json --render " + folder)).isEqualTo(ExitCode.DONE);
    assertThat(json().at("/outputs/files/0").asText())
        .isEqualTo(folder.resolve("job.json").toString());
    assertThat(folder.resolve("job.json"))
        .hasContent(platform.render(Workflow.STANDARD).definitions().get("job.json"));
    assertThat(platform.preview(Workflow.STANDARD).change()).isEqualTo(Change.CREATE);
    out.reset();
    assertThat(deploy("--json --render " + folder.resolve("job.json"))).isEqualTo(ExitCode.DATA);
    assertThat(json().at("/error/message").asText()).startsWith("Cannot write ");
  }

  @ParameterizedTest
  @CsvSource({"good, DONE, 0", "bad, DATA, 2", "none, DATA, 0"})
  void linting_reports_all_problems(String file, ExitCode exit, int problems) throws IOException {
    Files.writeString(directory.resolve("good"), "");
    Files.writeString(directory.resolve("bad"), "x\ny\n");
    assertThat(deploy("--json --lint " + directory.resolve(file))).isEqualTo(exit);
    assertThat(json().at("/outputs/problems")).hasSize(problems);
  }

  private ExitCode deploy(String options) {
    return run(options.isEmpty() ? "deploy" : "deploy " + options);
  }

  private ExitCode run(String options) {
    List<String> arguments = new ArrayList<>();
    options.lines().flatMap(line -> List.of(line.split(" ")).stream()).forEach(arguments::add);
    return new Program(
            (need, settings) -> new Platform(need),
            Clock.systemUTC(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  private JsonNode json() throws IOException {
    return new JsonMapper().readTree(out.toByteArray());
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  private void pause() {
    pauses++;
    if (runs.look(RUN).steps().get(0).task().equals("doctor")) {
      runs.finishCheck(RUN, failureOfCheck);
    } else {
      runs.finish(RUN, failureOfTrain);
    }
  }

  /** A platform in memory, whose lint minds every line. */
  private final class Platform implements Parts {
    private Platform(Need need) {
      assertThat(need).isEqualTo(Need.PLATFORM);
    }

    @Override
    public <T> T get(Class<T> type) {
      if (type == DeployWorkflow.class) {
        return type.cast(new DeployWorkflow(platform));
      }
      if (type == UndeployWorkflow.class) {
        return type.cast(new UndeployWorkflow(platform));
      }
      if (type == RunDeployed.class) {
        return type.cast(new RunDeployed(runs, DeployCommandTest.this::pause));
      }
      if (type == DatabricksAdapters.Lint.class) {
        DatabricksAdapters.Lint everyLine = (definition, folder) -> definition.lines().toList();
        return type.cast(everyLine);
      }
      assertThat(type).isEqualTo(WorkflowDeployer.class);
      return type.cast(platform);
    }

    @Override
    public void close() {}
  }
}
