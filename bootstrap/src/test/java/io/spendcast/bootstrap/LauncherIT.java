package io.spendcast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real process: other Javas, signals, and an output that takes nothing. */
final class LauncherIT {
  private static final String JAVA_21 = "JAVA21_HOME";
  private static final Path LAUNCHER = Path.of("..", "spendcast").toAbsolutePath().normalize();

  @TempDir private Path directory;

  @Test
  void the_whole_workflow_runs_on_java_21() throws Exception {
    String home = System.getenv().getOrDefault(JAVA_21, "");
    assumeThat(home).as("no Java 21 to try: set %s to a JDK or JRE 21", JAVA_21).isNotEmpty();
    Process run =
        start(
            Map.of("JAVA_HOME", home, "SPENDCAST_HEAP", "1g"),
            "run",
            "--json",
            "--set",
            "source.kind=planted",
            "--set",
            "source.planted.customers=400",
            "--set",
            "training.train-as-ofs=2",
            "--set",
            "training.test-as-ofs=2",
            "--set",
            "training.algorithms=[baselines,linear,xgboost]");
    assertThat(run.waitFor(20, TimeUnit.MINUTES)).isTrue();
    assertThat(run.exitValue()).as(said()).isIn(0, 4);
    assertThat(new JsonMapper().readTree(said()).get("tasks").size()).isGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"HUP, 1", "INT, 2", "TERM, 15"})
  void a_signal_ends_it_with_130_and_one_answer(String signal, int number) throws Exception {
    assumeThat(isIgnored(number))
        .as("whoever started this test lets its processes ignore SIG" + signal)
        .isFalse();
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Process asking =
          start(
              Map.of(),
              "models",
              "--json",
              "--set",
              "tracking.uri=http://127.0.0.1:" + silent.getLocalPort());
      silent.setSoTimeout(120_000);
      silent.accept();
      new ProcessBuilder("kill", "-" + signal, Long.toString(asking.pid())).start().waitFor();
      assertThat(asking.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(asking.exitValue()).isEqualTo(130);
      assertThat(new JsonMapper().readTree(said()).get("status").asText()).isEqualTo("interrupted");
    }
  }

  @Test
  void its_version_is_that_of_the_build() throws Exception {
    assertThat(start(Map.of(), "--version").waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(said().strip()).matches("spendcast [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
  }

  @Test
  void an_answer_that_a_full_disk_swallows_is_no_success() throws Exception {
    Path full = Path.of("/dev/full");
    assumeThat(full).as("this system has no /dev/full").exists();
    Process config = process(Map.of(), "config", "--json").redirectOutput(full.toFile()).start();
    assertThat(config.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(config.exitValue()).isEqualTo(5);
    assertThat(Files.readString(directory.resolve("err")))
        .contains("standard output does not take it");
  }

  /** What a process ignores, those that it starts ignore, too. */
  private static boolean isIgnored(int signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow()
            .substring("SigIgn:".length())
            .strip();
    return new BigInteger(mask, 16).testBit(signal - 1);
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    return process(environment, arguments).start();
  }

  private ProcessBuilder process(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(directory.resolve("out").toFile())
            .redirectError(directory.resolve("err").toFile());
    process.environment().putAll(environment);
    return process;
  }

  private String said() throws IOException {
    return Files.readString(directory.resolve("out"));
  }
}
