package io.spendcast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The launcher's own script, in a source tree that is built, with a Java that only says how it was
 * called.
 */
final class LauncherTest {
  @TempDir private Path directory;
  private Path home;
  private Path java;

  @BeforeEach
  void build() throws IOException {
    home = Files.createDirectories(directory.resolve("a b ü%20#[x]"));
    Files.copy(
        Path.of("..", "spendcast"), home.resolve("spendcast"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(home.resolve("pom.xml"), "");
    Files.createDirectories(home.resolve("bootstrap/src/main"));
    Files.writeString(home.resolve("bootstrap/pom.xml"), "");
    Files.createDirectories(home.resolve("bootstrap/target/classes"));
    Files.createDirectories(home.resolve("bootstrap/target/lib"));
    java = Files.createDirectories(directory.resolve("jdk/bin"));
    Path program = Files.writeString(java.resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    release("17.0.9");
  }

  @ParameterizedTest
  @CsvSource({"17.0.9", "18.0.1", "20.0.2", "21.0.8", "21"})
  void runs_on_java_17_to_21(String version) throws Exception {
    release(version);
    Ended ended = launch(Map.of(), "models", "a b");
    assertThat(ended.exit()).isZero();
    assertThat(ended.out())
        .contains("-Xmx4g", "@" + home.toRealPath() + "/conf/spark.jvm")
        .endsWith("io.spendcast.bootstrap.Main\nmodels\na b\n");
  }

  @Test
  void starts_from_the_jar_and_an_archive_of_its_classes() throws Exception {
    Path jar = Files.writeString(target().resolve("spendcast-bootstrap-1.0.jar"), "");
    Files.writeString(target().resolve("spendcast-bootstrap-1.0-cluster.jar"), "");
    Files.writeString(
        java.resolve("java"),
        """
        #!/bin/sh
        for argument; do
          case $argument in -XX:ArchiveClassesAtExit=*) echo classes >"${argument#*=}" ;; esac
        done
        printf '%s\\n' "$@"
        """);
    for (int start = 0; start < 2; start++) {
      Ended ended = launch(Map.of(), "models");
      assertThat(ended.exit()).isZero();
      assertThat(ended.out())
          .contains(jar.toRealPath() + ":", "-XX:SharedArchiveFile=")
          .doesNotContain("ArchiveClassesAtExit", "cluster.jar");
    }
    assertThat(target().resolve("classes.jsa")).hasContent("classes");
  }

  @Test
  void starts_without_an_archive_where_java_makes_none() throws Exception {
    Files.writeString(target().resolve("spendcast-bootstrap-1.0.jar"), "");
    Ended ended = launch(Map.of(), "models");
    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).doesNotContain("SharedArchiveFile");
    assertThat(target().resolve("classes.jsa")).isEmptyFile();
  }

  private Path target() {
    return home.resolve("bootstrap/target");
  }

  @ParameterizedTest
  @CsvSource({"11.0.2", "16", "22.0.1", "25.0.1"})
  void refuses_another_java(String version) throws Exception {
    release(version);
    Ended ended = launch(Map.of(), "models");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err())
        .contains("Spendcast runs on Java 17 to 21, but", "Set JAVA_HOME to a JDK 17 or 21.");
  }

  @Test
  void asks_a_java_that_has_no_note_of_its_version() throws Exception {
    Files.delete(directory.resolve("jdk/release"));
    Files.writeString(
        java.resolve("java"), "#!/bin/sh\necho 'openjdk version \"21.0.8\" 2025-07-15' >&2\n");
    assertThat(launch(Map.of(), "models").exit()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"600m", "512m", "8g", "8G", "04g"})
  void takes_a_heap(String heap) throws Exception {
    assertThat(launch(Map.of("SPENDCAST_HEAP", heap), "models").out()).contains("-Xmx" + heap);
  }

  @ParameterizedTest
  @CsvSource({
    "4gb, is no size of memory",
    "lots, is no size of memory",
    "4, is no size of memory",
    "-1g, is no size of memory",
    "'4g -XX:x', is no size of memory",
    "200m, needs at least 512m",
    "0g, needs at least 512m"
  })
  void refuses_what_is_no_heap_in_json_too(String heap, String why) throws Exception {
    Ended ended = launch(Map.of("SPENDCAST_HEAP", heap), "models", "--json");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("SPENDCAST_HEAP is " + heap).contains(why);
    JsonNode json = new JsonMapper().readTree(ended.out());
    assertThat(json.at("/error/kind").asText()).isEqualTo("USAGE");
    assertThat(json.at("/error/message").asText()).contains(why);
  }

  @Test
  void what_is_to_be_plugged_in_follows_our_own_class_path() throws Exception {
    assertThat(launch(Map.of("SPENDCAST_CLASSPATH", "/a/shop.jar:/b c/*"), "models").out())
        .contains("/bootstrap/target/lib/*:/a/shop.jar:/b c/*\n");
    assertThat(launch(Map.of(), "models").out()).contains("/bootstrap/target/lib/*\n");
  }

  @Test
  void finds_its_tree_through_links_from_anywhere() throws Exception {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("first"), Path.of("../a b ü%20#[x]/spendcast"));
    Files.createSymbolicLink(bin.resolve("second"), Path.of("first"));
    Ended ended = ended(Map.of(), List.of(bin.resolve("second").toString(), "models"));
    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).contains(home.toRealPath() + "/bootstrap/target/classes:");
  }

  @Test
  void a_closed_standard_output_is_refused_before_the_work() throws Exception {
    Ended ended =
        ended(
            Map.of(),
            List.of("bash", "-c", "exec \"$0\" models >&-", home.resolve("spendcast").toString()));
    assertThat(ended.exit()).isEqualTo(5);
    assertThat(ended.err()).contains("standard output is closed");
  }

  private void release(String version) throws IOException {
    Files.writeString(
        directory.resolve("jdk/release"),
        "JAVA_VERSION=\"%s\"\nOS_NAME=\"x\"\n".formatted(version));
  }

  private Ended launch(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("spendcast").toString()));
    command.addAll(List.of(arguments));
    return ended(environment, command);
  }

  private Ended ended(Map<String, String> environment, List<String> command) throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    process.environment().remove("SPENDCAST_HEAP");
    process.environment().remove("SPENDCAST_CLASSPATH");
    process.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
    process.environment().putAll(environment);
    Process started = process.start();
    assertThat(started.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ended(started.exitValue(), Files.readString(out), Files.readString(err));
  }

  private record Ended(int exit, String out, String err) {}
}
