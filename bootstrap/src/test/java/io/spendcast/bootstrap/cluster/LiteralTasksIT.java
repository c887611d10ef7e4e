package io.spendcast.bootstrap.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.spendcast.adapters.databricks.LoopbackWorkspace;
import io.spendcast.bootstrap.cli.Program;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.wiring.Wiring;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rendered job, taken literally: what the platform fills in is filled in, and every task's main
 * class is called with exactly those arguments, on something like a cluster, which has the
 * platform's credentials and a volume, and nothing of the machine that rendered it.
 */
final class LiteralTasksIT {
  @RegisterExtension static final MlflowServer MLFLOW = MlflowServer.current();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");
  private static final List<String> SETTINGS =
      List.of(
          "databricks.jar=/Volumes/main/ops/jars/spendcast.jar",
          "databricks.catalog=spark_catalog",
          "databricks.schema=spendcast",
          "source.kind=planted",
          "source.name=shop",
          "source.planted.customers=300",
          "training.train-as-ofs=1",
          "training.test-as-ofs=1",
          "training.algorithms=[baselines]",
          "registry.gate.total-spend-tolerance=1.0",
          "registry.model=shop_spend");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @BeforeAll
  static void volumes_can_be_mounted() throws Exception {
    Machine.requireNamespaces();
  }

  @Test
  void every_task_of_the_job_and_of_a_developers_bundle_ends() throws Exception {
    try (LoopbackWorkspace workspace = new LoopbackWorkspace(MLFLOW.uri())) {
      render();
      JsonNode job = JSON.readTree(directory.resolve("rendered/spendcast-job.json").toFile());
      JsonNode bundle = resolved("dev", workspace.host());
      String said =
          run(
              workspace,
              List.of("spendcast", "spendcast_dev_jane"),
              filled(job, Map.of("job.run_id", "4711", "workspace.url", workspace.host())),
              filled(bundle, Map.of("job.run_id", "4712")));
      for (String schema : List.of("spendcast", "spendcast_dev_jane")) {
        for (Task task : Workflow.STANDARD.tasks()) {
          assertThat(said).contains("TASK %s in %s ended".formatted(task.label(), schema));
        }
        assertThat(said)
            .containsPattern("PREDICTED in %s [1-9]\\d+".formatted(schema))
            .contains("TABLE %s.features_shop_customer_features".formatted(schema));
      }
      assertThat(said).doesNotContain(LoopbackWorkspace.TOKEN);
      assertThat(workspace.aliases("spark_catalog.spendcast.shop_spend")).isNotEmpty();
      assertThat(workspace.aliases("spark_catalog.spendcast_dev_jane.shop_spend_dev_jane"))
          .isNotEmpty();
      assertThat(workspace.files())
          .as("the model's files")
          .anyMatch(path -> path.endsWith("MLmodel"));
      assertThat(workspace.calls())
          .contains("POST /api/2.0/mlflow/runs/create")
          .doesNotContain("GET /api/2.2/jobs/list");
    }
  }

  private void render() {
    List<String> arguments =
        new ArrayList<>(
            List.of("deploy", "--quiet", "--render", directory.resolve("rendered").toString()));
    SETTINGS.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    Clock clock = Clock.systemUTC();
    assertThat(new Program(new Wiring(clock), clock, System.out, System.err).run(arguments))
        .isEqualTo(ExitCode.DONE);
  }

  /** The job as the command line of the platform makes it of the bundle. */
  private JsonNode resolved(String target, String host) throws IOException {
    JsonNode bundle = YAML.readTree(directory.resolve("rendered/databricks.yml").toFile());
    UnaryOperator<String> value =
        name ->
            switch (name) {
              case "workspace.host" -> host;
              case "workspace.file_path" -> "/Volumes/bundle";
              case "workspace.current_user.short_name" -> "jane";
              case "workspace.current_user.userName" -> "jane@example.com";
              default -> {
                String variable = name.substring("var.".length());
                JsonNode own = bundle.at("/targets/%s/variables/%s".formatted(target, variable));
                yield own.isMissingNode()
                    ? bundle.at("/variables/%s/default".formatted(variable)).asText()
                    : own.asText();
              }
            };
    String text = bundle.at("/resources/jobs/spendcast").toString();
    while (REFERENCE.matcher(text).find()) {
      text =
          REFERENCE
              .matcher(text)
              .replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
    }
    return JSON.readTree(text);
  }

  /** With the values of the platform's references in place of them. */
  private static String filled(JsonNode job, Map<String, String> values) {
    String text = job.toString();
    for (JsonNode parameter : job.path("parameters")) {
      text =
          text.replace(
              "{{job.parameters.%s}}".formatted(parameter.path("name").asText()),
              parameter.path("default").asText());
    }
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("{{" + value.getKey() + "}}", value.getValue());
    }
    assertThat(text).doesNotContain("{{", "${");
    return text;
  }

  /** What the tasks of these jobs print, one job after the other, each in its schema. */
  private String run(LoopbackWorkspace workspace, List<String> schemas, String... jobs)
      throws Exception {
    Path volumes = Files.createDirectories(directory.resolve("volumes"));
    placeSettings(volumes);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                directory.resolve("tables").toString(),
                workspace.host(),
                LoopbackWorkspace.TOKEN,
                "shop"));
    for (int i = 0; i < jobs.length; i++) {
      Files.createDirectories(volumes.resolve("spark_catalog/" + schemas.get(i) + "/artifacts"));
      arguments.add(schemas.get(i));
      arguments.add(Files.writeString(directory.resolve("job-" + i), jobs[i]).toString());
    }
    Path out = directory.resolve("out");
    List<String> command =
        Machine.withVolumes(
            Files.createDirectories(directory.resolve("root")), volumes, java(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(DATABRICKS|MLFLOW|SPENDCAST)_.*"));
    builder.environment().put("DATABRICKS_RUNTIME_VERSION", "17.3");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(15, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(out);
    assertThat(process.exitValue()).as(said).isZero();
    said.lines()
        .filter(line -> line.matches("(TASK|PREDICTED|TABLE).*"))
        .forEach(System.out::println);
    return said;
  }

  /** Where deploy and the bundle bring what lies beside the rendered job. */
  private void placeSettings(Path volumes) throws IOException {
    Path settings = volumes.resolve("spark_catalog/spendcast/artifacts/settings");
    try (Stream<Path> rendered = Files.list(directory.resolve("rendered"))) {
      for (Path file :
          rendered
              .filter(one -> one.getFileName().toString().startsWith("spendcast-settings-"))
              .toList()) {
        for (Path folder : List.of(settings, volumes.resolve("bundle"))) {
          Files.copy(file, Files.createDirectories(folder).resolve(file.getFileName()));
        }
      }
    }
  }

  private static List<String> java(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("..", "conf", "spark.jvm").toAbsolutePath().normalize());
    command.addAll(List.of("-Xmx1200m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add(
        "-Dlog4j2.configurationFile="
            + Path.of("../adapters-spark/src/test/resources/log4j2-test.properties")
                .toAbsolutePath()
                .normalize());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DatabricksTasks.class.getName());
    command.addAll(arguments);
    return command;
  }
}
