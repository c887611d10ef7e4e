package io.spendcast.bootstrap.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.bootstrap.cli.Program;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.bootstrap.wiring.Parts;
import io.spendcast.bootstrap.wiring.Preflights;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Health;
import io.spendcast.domain.tracking.ExperimentTracker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DoctorCommandTest {
  private static final Path WORKING = Path.of("").toAbsolutePath();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Optional<Class<?>> refused = Optional.empty();

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, 5, UNAVAILABLE",
    "INVALID, 3, INVALID",
    "NOT_FOUND, 3, INVALID",
  })
  void what_does_not_answer_ends_with_5_and_what_is_wrong_with_3(
      Kind kind, int exit, String answered) throws IOException {
    Finding trouble =
        Finding.of("workspace", new SpendcastException(kind, "Cannot come in.", "Knock."));
    assertThat(doctor(List.of(Finding.pass("Spark"), trouble)).number()).isEqualTo(exit);
    assertThat(json().at("/error/kind").asText()).isEqualTo(answered);
    assertThat(result("workspace").get("advice").asText()).isEqualTo("Cannot come in. Knock.");
    assertThat(result("Spark").get("result").asText()).isEqualTo("PASS");
  }

  @Test
  void what_does_not_answer_weighs_more_than_what_is_wrong() throws IOException {
    List<Finding> findings =
        List.of(
            Finding.fail("access mode", "Set it."),
            new Finding("workspace", Health.UNAVAILABLE, "Wait."));
    assertThat(doctor(findings)).isEqualTo(ExitCode.UNAVAILABLE);
  }

  @Test
  void warnings_and_what_does_not_apply_keep_nobody_from_running() throws IOException {
    List<Finding> findings =
        List.of(
            Finding.warn("size of the cluster changes", "Fix it."),
            Finding.skipped("access mode", "Not on a cluster of Databricks."));
    assertThat(doctor(findings)).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.DONE);
    assertThat(result("access mode").get("advice").asText()).contains("Not on a cluster");
    assertThat(result("lake " + WORKING + "/lake").get("result").asText()).isEqualTo("PASS");
    assertThat(result("tracking at file:" + WORKING + "/mlruns").get("result").asText())
        .isEqualTo("PASS");
    assertThat(result("registry of tpcds_customer_spend_model").get("result").asText())
        .isEqualTo("PASS");
  }

  @Test
  void what_refuses_to_open_is_a_finding_and_the_rest_is_looked_at() throws IOException {
    refused = Optional.of(ExperimentTracker.class);
    assertThat(doctor(List.of(Finding.pass("Spark")))).isEqualTo(ExitCode.DATA);
    assertThat(result("tracking at file:" + WORKING + "/mlruns").get("result").asText())
        .isEqualTo("FAIL");
    assertThat(result("tracking at file:" + WORKING + "/mlruns").get("advice").asText())
        .isEqualTo("Cannot use it. Correct it.");
    assertThat(result("registry of tpcds_customer_spend_model").get("result").asText())
        .isEqualTo("PASS");
  }

  @ParameterizedTest
  @CsvSource({"17, PASS", "21, PASS", "19, WARN", "11, FAIL", "25, FAIL"})
  void java_is_the_one_of_the_runtime(int version, Health health) {
    assertThat(DoctorCommand.java(version).health()).isEqualTo(health);
  }

  @Test
  void what_only_a_run_confirms_is_listed_where_a_workspace_is_named_as_in_the_documents()
      throws IOException {
    assertThat(doctor(List.of(Finding.pass("Spark")))).isEqualTo(ExitCode.DONE);
    assertThat(json().at("/outputs/to_confirm")).isEmpty();
    out.reset();
    doctor(List.of(Finding.pass("Spark")), "--set", "registry.uri=databricks-uc");
    List<String> lines = new ArrayList<>();
    json().at("/outputs/to_confirm").forEach(line -> lines.add(line.asText()));
    assertThat(lines).hasSizeGreaterThan(5);
    String page = Files.readString(Path.of("../docs/databricks.md"));
    String section = page.substring(page.indexOf("## To be confirmed on a workspace"));
    assertThat(section.lines().filter(line -> line.matches("\\d+\\. .*")))
        .containsExactlyElementsOf(numbered(lines));
  }

  private static List<String> numbered(List<String> lines) {
    return IntStream.range(0, lines.size()).mapToObj(i -> i + 1 + ". " + lines.get(i)).toList();
  }

  private ExitCode doctor(List<Finding> findings, String... more) {
    Program program =
        new Program(
            (need, settings) -> new Checked(need, findings, refused),
            Clock.systemUTC(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return program.run(Stream.concat(Stream.of("doctor", "--json"), Stream.of(more)).toList());
  }

  private JsonNode result(String check) throws IOException {
    for (JsonNode found : json().at("/outputs/checks")) {
      if (found.get("check").asText().equals(check)) {
        return found;
      }
    }
    throw new AssertionError("no check of " + check + " in " + json());
  }

  private JsonNode json() throws IOException {
    return new JsonMapper().readTree(out.toByteArray());
  }

  /**
   * Parts where everything else is well: a port of the pipeline finds nothing, unless it refuses to
   * open.
   */
  private record Checked(Need need, List<Finding> findings, Optional<Class<?>> refused)
      implements Parts {
    @Override
    public <T> T get(Class<T> type) {
      assertThat(need).isEqualTo(Need.CHECKS);
      if (refused.filter(type::equals).isPresent()) {
        throw new SpendcastException(Kind.INVALID, "Cannot use it.", "Correct it.");
      }
      return type == Preflights.class
          ? type.cast(new Preflights(List.of(() -> findings)))
          : type.cast(
              Proxy.newProxyInstance(
                  type.getClassLoader(),
                  new Class<?>[] {type},
                  (proxy, method, arguments) -> Optional.empty()));
    }

    @Override
    public void close() {}
  }
}
