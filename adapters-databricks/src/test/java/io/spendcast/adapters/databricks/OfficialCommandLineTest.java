package io.spendcast.adapters.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.WorkspaceServer.Call;
import io.spendcast.adapters.databricks.WorkspaceServer.Reply;
import io.spendcast.domain.workflow.Workflow;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Databricks' own command line, where it is installed, takes the rendered bundle without a warning.
 * The server here only says who asks, and that the volumes are there.
 */
class OfficialCommandLineTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLI = "databricks";

  @TempDir private Path directory;

  @BeforeEach
  void is_installed() {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, CLI)));
    Assumptions.assumeTrue(there, "the Databricks command line is not on the PATH");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "dev|spendcast|{}",
        "staging|spendcast|{}",
        "prod|spendcast|{}",
        "prod|2026|{}",
        "prod|a shop: \u00fc #1|{num_workers: 0}",
        "dev|spendcast|{instance_pool_id: p1, data: {runtime_engine: PHOTON}, training:"
            + " {num_workers: 8}}",
        "staging|spendcast|{existing_cluster_id: 0923-164208-meows279}",
        "prod|spendcast|{custom_tags: {team: `1e5`, v: `1.10`, h: `0x1F`, u: `1_000`}}",
      })
  void takes_every_target_without_a_warning(String target, String job, String cluster)
      throws Exception {
    Map<String, Object> fields = map(cluster);
    DatabricksConfig config = Configs.of(job, Configs.TASKS, fields);
    ObjectNode tree = new BundleRendering(config).tree(Workflow.STANDARD);
    Stream.of("dev", "staging", "prod")
        .forEach(
            one ->
                ((ObjectNode) tree.at("/targets/" + one))
                    .withObjectProperty("workspace")
                    .remove("host"));
    Files.writeString(directory.resolve("databricks.yml"), BundleRendering.text(tree));
    try (WorkspaceServer server = new WorkspaceServer()) {
      server.add(OfficialCommandLineTest::answer);
      String said = run(server.host(), "bundle", "validate", "--strict", "-t", target);
      assertThat(said).contains("Validation OK!").doesNotContain("Warning", "Error");
      String resolved = run(server.host(), "bundle", "validate", "-o", "json", "-t", target);
      JsonNode there =
          JSON.readTree(resolved.substring(resolved.indexOf('{'))).at("/resources/jobs/spendcast");
      assertThat(there.findValue("custom_tags")).isEqualTo(tree.findValue("custom_tags"));
      assertThat(there.path("name").asText()).endsWith(job);
      assertThat(there.toString()).doesNotContain("${");
    }
  }

  private static Map<String, Object> map(String yaml) throws IOException {
    return JSON.convertValue(
        BundleText.YAML.readTree(yaml.replace('`', '"')),
        new com.fasterxml.jackson.core.type.TypeReference<>() {});
  }

  private static Optional<Reply> answer(Call call) {
    if (call.is("GET", "/api/2.0/preview/scim/v2/Me")) {
      return Optional.of(
          Reply.json(JSON.createObjectNode().put("id", "1").put("userName", "jane@example.com")));
    }
    if (call.is("POST", "/api/2.0/workspace/mkdirs")) {
      return Optional.of(Reply.json(JSON.createObjectNode()));
    }
    if (call.is("GET", "/api/2.0/workspace/get-status")) {
      return Optional.of(
          Reply.json(
              JSON.createObjectNode()
                  .put("object_type", "DIRECTORY")
                  .put("object_id", 1)
                  .put("path", call.query().get("path"))));
    }
    return call.path().startsWith("/api/2.1/unity-catalog/volumes/")
        ? Optional.of(Reply.json(JSON.createObjectNode().put("name", "artifacts")))
        : Optional.empty();
  }

  private String run(String host, String... arguments) throws IOException, InterruptedException {
    Path out = directory.resolve("out");
    ProcessBuilder process =
        new ProcessBuilder(Stream.concat(Stream.of(CLI), Stream.of(arguments)).toList())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    process.environment().keySet().removeIf(name -> name.startsWith("DATABRICKS_"));
    process
        .environment()
        .putAll(
            Map.of(
                "HOME", directory.toString(),
                "DATABRICKS_HOST", host.replace("localhost", "127.0.0.1"),
                "DATABRICKS_TOKEN", WorkspaceServer.TOKEN));
    Process running = process.start();
    assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(out);
    assertThat(running.exitValue()).as(List.of(arguments) + ": " + said).isZero();
    return said;
  }
}
