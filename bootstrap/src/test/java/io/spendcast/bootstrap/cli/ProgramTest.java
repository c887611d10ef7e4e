package io.spendcast.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.application.run.ReportRun;
import io.spendcast.bootstrap.checks.EarlyChecks;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.bootstrap.wiring.Parts;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.sales.DataSets;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.testkit.InMemoryDataSets;
import io.spendcast.testkit.InMemoryExperimentTracker;
import io.spendcast.testkit.InMemoryRunJournal;
import io.spendcast.testkit.Manifests;
import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgramTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05.006Z"), ZoneOffset.UTC);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final InMemoryDataSets dataSets = new InMemoryDataSets();
  private final InMemoryRunJournal journal = new InMemoryRunJournal();
  @TempDir private Path directory;
  private Supplier<Optional<RegisteredModel>> registered = Optional::empty;
  private final Program program =
      new Program((need, settings) -> new RegistryOnly(need), CLOCK, stream(out), stream(err));

  @Test
  void every_field_is_in_the_json_answer() {
    assertThat(run("models", "--json")).isEqualTo(ExitCode.DONE);
    assertThat(json().fieldNames())
        .toIterable()
        .containsExactly(
            "command", "run_id", "status", "tasks", "verdict", "model", "outputs", "error");
    assertThat(json().get("command").asText()).isEqualTo("models");
    assertThat(json().get("run_id").asText()).isEqualTo("run-20260102-030405-006");
    assertThat(json().get("status").asText()).isEqualTo("done");
    assertThat(json().get("error").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--json --run-id a ingest --set lake=x",
        "ingest --json --run-id a --set lake=x",
        "--run-id b --set lake=y ingest --set lake=x --run-id a --json",
      })
  void global_options_stand_before_or_after_the_command(String line) {
    assertThat(run(line.split(" "))).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(json().get("run_id").asText()).isEqualTo("a");
  }

  @Test
  void assignments_before_and_after_the_command_add_up() {
    run("--set", "lake=y", "--set", "spark.master=m", "config", "--set", "lake=x");
    assertThat(text(out))
        .contains("/x\" ", "spark.master: \"m\"", "# --set", "training.seed: 7", "# default");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trian | There is no command trian; did you mean train?",
        "rnu | did you mean run?",
        "xyz | There is no command xyz.",
        "help rnu | rnu",
        "models 3 | models does not take \"3\".",
        "models --jsn | Did you mean --json?",
        "run --scale 1 | run has no option --scale.",
        "run --scale 1 | Set it with --set source.tpcds.scale=1.",
        "run --scale=0.1 | Set it with --set source.tpcds.scale=0.1.",
        "run --algorithms xgboost | Set it with --set training.algorithms=xgboost.",
        "train --horizon 30 | Set it with --set forecast.horizon-days=30.",
        "train --seed --quiet | Set it with --set training.seed=VALUE.",
        "promote 1 --to prod | must be one of None, Staging, Production, Archived; did you mean"
            + " production?",
        "report --run-id a | --run-id is for commands that run tasks, and report runs none.",
        "models --run-id a | --run-id is for commands that run tasks, and models runs none.",
        "run --forc | --force",
        "run --only trian | must be one of ingest, features, train, register, predict",
        "run --from train --only train | mutually exclusive",
        "run --from train --without train | mutually exclusive",
        "run --without predict | must be train; 'predict' is not",
        "promote | Missing required",
        "promote one --to staging | VERSION",
        "promote 1 --to production --force | --reason",
        "promote 1 --to production --reason x | --force",
        "promote 1 --to stag | must be one of None, Staging, Production, Archived",
        "run --run-id ../x | run id must match",
        "run --run-id {{job.run_id}} | The platform did not fill in the argument {{job.run_id}}",
        "'' | Say which command to run.",
        "'' | The commands are run, ingest, features, train, register, predict, predictions,",
        "models --set forecast.horizon=3 | did you mean forecast.horizon-days?",
        "models --config none.yaml | there is no file none.yaml",
        "models --profile nowhere | there is no profile nowhere",
        "ingest --set source.tpcds.scale=0 | source.tpcds.scale must be above 0",
        "generate tpcds | Missing required option: '--out",
        "generate --out x | Missing required parameter: 'tpcds|planted'",
        "generate tpch --out x | must be tpcds or planted, not tpch",
        "generate tpcds --out x --scale 0 | --scale must be above 0",
        "generate tpcds --out x --seed 3 | of planted data only",
        "generate planted --out x --scale 1 --customers 3 | exclude each other",
        "generate planted --out x --customers 0 | customers must be 1 to",
        "generate planted --out x --preset noise | must be one of signal, no-signal,",
      })
  void refuses_what_it_does_not_understand(String line, String problem) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
    assertThat(run(arguments)).isEqualTo(ExitCode.USAGE);
    assertThat(text(out)).isEmpty();
    assertThat(text(err)).contains(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trian --json", "models --json --set lake=", "--json", "run --json --x"})
  void a_refusal_is_one_json_object_too(String line) {
    assertThat(run(line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(json().get("status").asText()).isEqualTo("failed");
    assertThat(json().at("/error/message").asText()).isNotEmpty();
    assertThat(json().at("/error/hint").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_failure_ends_with_the_code_of_its_kind(Kind kind) {
    registered =
        () -> {
          throw new SpendcastException(kind, "Cannot look.", "Look again.");
        };
    int expected =
        switch (kind) {
          case INVALID, NOT_FOUND -> 3;
          case UNAVAILABLE -> 5;
          case OUTCOME_UNKNOWN -> 6;
          case CONFLICT -> 7;
        };
    assertThat(run("models", "--json").number()).isEqualTo(expected);
    assertThat(json().at("/error/kind").asText()).isEqualTo(kind.name());
    assertThat(json().at("/error/message").asText()).isEqualTo("Cannot look.");
    assertThat(text(err)).contains("Cannot look.", "Look again.").doesNotContain("\tat ");
  }

  @Test
  void a_bug_is_short_unless_asked() {
    registered =
        () -> {
          throw new IllegalStateException("oops");
        };
    assertThat(run("models")).isEqualTo(ExitCode.BUG);
    assertThat(text(err)).contains("oops").doesNotContain("\tat ");
    assertThat(run("models", "--verbose")).isEqualTo(ExitCode.BUG);
    assertThat(text(err)).contains("\tat ");
  }

  @Test
  void whatever_is_thrown_there_is_one_answer_and_nobody_is_called_interrupted() {
    Map<Error, ExitCode> thrown =
        Map.of(
            new OutOfMemoryError("Java heap space"), ExitCode.UNAVAILABLE,
            new IOError(new IOException("No space left on device")), ExitCode.UNAVAILABLE,
            new StackOverflowError(), ExitCode.BUG,
            new AssertionError("no"), ExitCode.BUG,
            new NoClassDefFoundError("x/Y"), ExitCode.BUG);
    thrown.forEach(
        (error, exit) -> {
          registered =
              () -> {
                throw error;
              };
          out.reset();
          assertThat(run("models", "--json")).as(error.toString()).isEqualTo(exit);
          assertThat(json().get("status").asText()).isEqualTo("failed");
          assertThat(json().at("/error/hint").asText()).isNotEmpty();
        });
  }

  @Test
  void a_process_that_is_ended_from_within_answers_too() {
    registered =
        () -> {
          program.abandon();
          return Optional.empty();
        };
    run("models", "--json");
    assertThat(json().get("status").asText()).isEqualTo("failed");
    assertThat(json().at("/error/message").asText()).contains("ended from within");
  }

  @ParameterizedTest
  @ValueSource(strings = {"models", "models --json", "config", "--help", "help promote"})
  void an_answer_that_nobody_gets_is_no_success(String line) {
    PrintStream full =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int letter) throws IOException {
                throw new IOException("No space left on device");
              }
            },
            true,
            StandardCharsets.UTF_8);
    Program mute =
        new Program((need, settings) -> new RegistryOnly(need), CLOCK, full, stream(err));
    assertThat(mute.run(List.of(line.split(" ")))).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(text(err)).contains("standard output does not take it");
  }

  @Test
  void an_interrupt_answers_once() {
    registered =
        () -> {
          program.interrupt();
          return Optional.empty();
        };
    assertThat(run("models", "--json")).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(json().get("status").asText()).isEqualTo("interrupted");
  }

  @Test
  void generating_says_what_was_written_and_refuses_to_write_over_it() {
    assertThat(run("generate", "planted", "--out", "a", "--customers", "3", "--json"))
        .isEqualTo(ExitCode.DONE);
    assertThat(json().at("/outputs/data_set").asText())
        .isEqualTo("planted signal, 3 customers, seed 7");
    assertThat(json().at("/outputs/rows/truth~1customers").asLong()).isEqualTo(3);
    assertThat(text(err)).contains("truth/customers  3 rows");
    assertThat(dataSets.directories()).containsExactly("a");
    out.reset();
    assertThat(run("generate", "tpcds", "--out", "a", "--json")).isEqualTo(ExitCode.DATA);
    assertThat(json().at("/error/message").asText()).contains("something is there already");
  }

  @Test
  void the_scale_of_planted_data_counts_in_50_000_customers() {
    assertThat(run("generate", "planted", "--out", "a", "--scale", "0.001", "--preset", "dirty"))
        .isEqualTo(ExitCode.DONE);
    assertThat(text(out)).contains("planted dirty, 50 customers, seed 7, in a");
  }

  @Test
  void a_report_is_written_where_it_is_asked_for() throws IOException {
    journal.save(Manifests.complete(new RunId("first")));
    journal.save(RunManifest.empty(new RunId("second")));
    Path file = directory.resolve("reports/first.html");
    assertThat(run("report", "--run", "first", "--out", file.toString(), "--json"))
        .isEqualTo(ExitCode.DONE);
    assertThat(json().at("/outputs/run").asText()).isEqualTo("first");
    assertThat(json().at("/outputs/report").asText()).isEqualTo(file.toString());
    assertThat(json().get("verdict").asText()).isEqualTo("NO_SKILL");
    assertThat(json().at("/model/version").asInt()).isEqualTo(4);
    assertThat(Files.readString(file)).isEqualTo("page of first");
  }

  @Test
  void without_a_run_id_the_last_run_is_reported() throws IOException {
    journal.save(RunManifest.empty(new RunId("first")));
    journal.save(RunManifest.empty(new RunId("second")));
    Path file = directory.resolve("report.html");
    assertThat(run("report", "--out", file.toString())).isEqualTo(ExitCode.DONE);
    assertThat(text(out)).contains("The report of run second is in " + file);
    assertThat(Files.readString(file)).isEqualTo("page of second");
  }

  @Test
  void a_report_that_cannot_be_made_or_written_is_data_refused() {
    assertThat(run("report", "--run", "never", "--json")).isEqualTo(ExitCode.DATA);
    assertThat(json().at("/error/kind").asText()).isEqualTo("NOT_FOUND");
    out.reset();
    journal.save(RunManifest.empty(new RunId("first")));
    assertThat(run("report", "--out", directory.toString(), "--json")).isEqualTo(ExitCode.DATA);
    assertThat(json().at("/error/message").asText()).startsWith("Cannot write the report to");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--help", "run --help", "--version", "promote --help", "help", "help run"})
  void help_is_no_failure(String line) {
    assertThat(run(line.split(" "))).isEqualTo(ExitCode.DONE);
  }

  private ExitCode run(String... arguments) {
    return program.run(List.of(arguments));
  }

  private JsonNode json() {
    try {
      assertThat(text(out).lines()).hasSize(1);
      return new JsonMapper().readTree(text(out));
    } catch (JsonProcessingException e) {
      throw new AssertionError(text(out), e);
    }
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /** Parts that hold a registry and data sets, and nothing else. */
  private final class RegistryOnly implements Parts, ModelRegistry {
    private final Need need;

    RegistryOnly(Need need) {
      this.need = need;
    }

    @Override
    public <T> T get(Class<T> type) {
      if (type == DataSets.class) {
        assertThat(need).isEqualTo(Need.DATA);
        return type.cast(dataSets);
      }
      assertThat(need).isIn(Need.PIPELINE, Need.NOTHING);
      if (type == EarlyChecks.class) {
        throw new SpendcastException(Kind.UNAVAILABLE, "Cannot run here.", "Run elsewhere.");
      }
      if (type == ReportRun.class) {
        return type.cast(
            new ReportRun(
                journal,
                new InMemoryExperimentTracker(directory),
                manifest -> "page of " + manifest.run()));
      }
      return type.cast(this);
    }

    @Override
    public void close() {}

    @Override
    public ModelVersion register(ModelRegistration registration) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<RegisteredModel> find(ModelName name) {
      return registered.get();
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
