package io.spendcast.adapters.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.spendcast.adapters.databricks.lint.BundleLint;
import io.spendcast.adapters.databricks.lint.LocalJars;
import io.spendcast.domain.workflow.Workflow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleRenderingTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @TempDir private Path directory;

  private static DatabricksConfig config() {
    return Configs.of(DatabricksConfig.Access.FOUND, "main", Configs.JAR, Map.of(), Configs.WEEKLY);
  }

  private static ObjectNode bundle() {
    return new BundleRendering(config()).tree(Workflow.STANDARD);
  }

  private static JsonNode job() {
    return bundle().at("/resources/jobs/spendcast");
  }

  @Test
  void is_the_bundle_that_was_reviewed() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("databricks.yml")) {
      assertThat(BundleRendering.text(bundle()))
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void a_retailers_job_knows_nothing_of_the_benchmark() {
    DatabricksConfig.Tasks tasks =
        new DatabricksConfig.Tasks(
            "databricks",
            "",
            "source.kind: tables",
            "",
            "latest",
            new DatabricksConfig.Names("catalog:", "/Shared/shop", "shop_customer_spend_model"));
    DatabricksConfig shop = Configs.of("spendcast", tasks, Map.of());
    assertThat(BundleRendering.text(new BundleRendering(shop).tree(Workflow.STANDARD)))
        .contains("shop_customer_spend_model")
        .doesNotContain("tpcds", "var.source");
    assertThat(new JobRendering(shop).settings(Workflow.STANDARD).toString())
        .doesNotContain("tpcds", "\"source\"");
  }

  @Test
  void has_no_problems() {
    assertThat(problems(BundleRendering.text(bundle()))).isEmpty();
    assertThat(problems(new JobRendering(config()).settings(Workflow.STANDARD).toString()))
        .isEmpty();
  }

  private static List<String> problems(String definition) {
    return BundleLint.problems(definition, LocalJars.UNWRITTEN);
  }

  @Test
  void a_jar_of_this_machine_is_an_artifact_beside_the_bundle() throws IOException {
    Path jar = Files.writeString(directory.resolve("built-1.0.jar"), "jar");
    BundleRendering rendering =
        new BundleRendering(
            Configs.of(
                DatabricksConfig.Access.FOUND, "main", jar.toString(), Map.of(), Configs.PLAIN));
    ObjectNode tree = rendering.tree(Workflow.STANDARD);
    assertThat(tree.at("/artifacts/spendcast/type").asText()).isEqualTo("jar");
    String name = rendering.copies().keySet().iterator().next();
    assertThat(name).matches("spendcast-[0-9a-f]{16}\\.jar");
    assertThat(tree.at("/artifacts/spendcast/files/0/source").asText()).isEqualTo("./" + name);
    assertThat(tree.at("/resources/jobs/spendcast").findValuesAsText("jar"))
        .hasSameSizeAs(Workflow.STANDARD.steps())
        .containsOnly("./" + name);
    assertThat(rendering.copies()).containsExactly(Map.entry(name, jar));

    LocalJars here = new LocalJars(Optional.of(directory));
    String text = BundleRendering.text(tree);
    assertThat(BundleLint.problems(text, here))
        .hasSize(1 + Workflow.STANDARD.steps().size())
        .contains("the artifact ./%s is not there".formatted(name))
        .contains("job spendcast: task train runs ./%s, which is not there".formatted(name));
    Files.copy(jar, directory.resolve(name));
    assertThat(BundleLint.problems(text, here)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "./none.jar, true",
    "target/none.jar, true",
    "/nowhere/none.jar, true",
    "/Volumes/main/ops/jars/none.jar, false",
    "/Workspace/none.jar, false",
    "s3://bucket/none.jar, false",
    "dbfs:/Volumes/none.jar, false",
    "${var.jar}, false",
    "{{job.parameters.jar}}, false",
    "./target/*.jar, false",
  })
  void only_a_jar_of_this_machine_is_looked_for(String jar, boolean missing) {
    assertThat(new LocalJars(Optional.of(directory)).isMissing(jar)).isEqualTo(missing);
  }

  /** The graph that runs here, in the job and in the bundle. */
  @Test
  void both_renderings_have_the_local_graph() {
    Map<String, Set<String>> local = new TreeMap<>();
    Workflow.STANDARD
        .steps()
        .forEach(
            step -> {
              Set<String> before = new TreeSet<>();
              step.dependsOn().forEach(task -> before.add(task.label()));
              local.put(step.task().label(), before);
            });
    assertThat(graph(new JobRendering(config()).settings(Workflow.STANDARD))).isEqualTo(local);
    assertThat(graph(job())).isEqualTo(local);
  }

  private static Map<String, Set<String>> graph(JsonNode job) {
    Map<String, Set<String>> graph = new TreeMap<>();
    for (JsonNode task : job.path("tasks")) {
      Set<String> before = new TreeSet<>();
      task.path("depends_on").forEach(one -> before.add(one.path("task_key").asText()));
      graph.put(task.path("task_key").asText(), before);
    }
    return graph;
  }

  @Test
  void the_bundle_runs_the_job_but_for_its_variables() {
    List<String> arguments = new ArrayList<>();
    job().at("/tasks/0/spark_jar_task/parameters").forEach(one -> arguments.add(one.asText()));
    assertThat(arguments)
        .contains("tracking.experiment=${var.experiment}")
        .contains("registry.model=${var.model}")
        .contains("databricks.host=${workspace.host}")
        .contains("databricks.catalog={{job.parameters.catalog}}");
    assertThat(job().at("/parameters/1/default").asText()).isEqualTo("${var.catalog}");
    assertThat(job().has("run_as")).isFalse();
    assertThat(bundle().at("/targets/prod/run_as/service_principal_name").asText()).isNotEmpty();
  }

  /** Each line breaks one thing by a change at a JSON pointer. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/resources/jobs/spendcast/tasks/1/depends_on/0/task_key|ingst|depends on ingst, which does"
            + " not exist",
        "/resources/jobs/spendcast/tasks/1/depends_on/0/task_key|predict|in a circle",
        "/resources/jobs/spendcast/tasks/1/task_key|ingest|task ingest stands twice",
        "/resources/jobs/spendcast/tasks/1/task_key|in gest|must be letters",
        "/resources/jobs/spendcast/tasks/1/job_cluster_key|dta|runs on the cluster dta",
        "/resources/jobs/spendcast/tasks/1/existing_cluster_id|c1|exactly one kind of compute",
        "/resources/jobs/spendcast/tasks/1/spark_jar_task/main_class_name|` `|has no main class",
        "/resources/jobs/spendcast/tasks/1/libraries|[]|has no jar",
        "/resources/jobs/spendcast/tasks/1/spark_jar_task/parameters/0|feetures|no task of"
            + " Spendcast",
        "/resources/jobs/spendcast/tasks/1/spark_jar_task/parameters/4|{{job.parameters.nope}}|no"
            + " parameter nope",
        "/resources/jobs/spendcast/tasks/1/spark_jar_task/parameters/4|{{job.runid}}|not a"
            + " reference that the platform",
        "/resources/jobs/spendcast/tasks/1/spark_jar_task/parameters/4|{{tasks.nope.values.x}}|no"
            + " task nope",
        "/resources/jobs/spendcast/tasks/1/spark_jar_task/parameters/4|dbfs:/tmp/x|DBFS root",
        "/resources/jobs/spendcast/tasks/2/job_cluster_key|data|changes its size",
        "/resources/jobs/spendcast/job_clusters/0/new_cluster/data_security_mode|USER_ISOLATION|must"
            + " be dedicated",
        "/resources/jobs/spendcast/job_clusters/0/new_cluster/spark_version|15.4.x-scala2.12|has"
            + " the runtime",
        "/resources/jobs/spendcast/job_clusters/0/libraries|[]|belong to the tasks",
        "/resources/jobs/spendcast/job_clusters/0/new_cluster/spark_env_vars/API_TOKEN|hush|in"
            + " clear",
        "/resources/jobs/spendcast/parameters/0/default|${var.catalogue}|no variable catalogue",
        "/resources/experiments|{spendcast: {name: x}}|the same key",
        "/resources/jobs/spendcast/job_clusters/1/new_cluster/num_workers|0|has no workers",
        "/resources/jobs/spendcast/job_clusters/0/new_cluster/autoscale|{min_workers: 8,"
            + " max_workers: 2}|fewer workers",
        "/resources/jobs/spendcast/job_clusters/0/new_cluster/instance_pool_id|p1|from a pool",
        "/resources/jobs/spendcast/job_clusters/0/new_cluster/spark_version|18.0.x-scala2.13|has"
            + " the runtime",
        "/targets/prod/workspace/root_path|/Workspace/Shared/.bundle/x|all users may write",
        "/resources/jobs/spendcast/name|${resources.jobs.other.name}|there is no"
            + " ${resources.jobs.other.name}",
        "/resources/jobs/spendcast/name|${catalog}|is not a reference",
        "/workspace/artifact_path|/Volumes/${var.catalog}/all|each user has a path",
        "/workspace/artifact_path|${resources.volumes.jars.volume_path}/${workspace.current_user.short_name}|there"
            + " is no ${resources.volumes.jars",
        "/resources/volumes|{jars: {catalog_name: main, schema_name: spendcast, name:"
            + " artifacts}}|must exist first",
        "/resources/registered_models/customer_spend/grants|[{principal: users, privileges: []}]|a"
            + " grant wants",
        "/targets/prod/workspace|{}|production wants workspace.root_path",
        "/targets/dev/presets|{trigger_pause_status: UNPAUSED}|keeps triggers paused",
      })
  void the_lint_finds_what_the_schema_lets_pass(String pointer, String value, String problem)
      throws IOException {
    ObjectNode broken = bundle();
    put(broken, pointer, value);
    assertThat(problems(BundleRendering.text(broken)))
        .anySatisfy(found -> assertThat(found).contains(problem).doesNotContain("hush"));
  }

  private static void put(ObjectNode root, String pointer, String value) throws IOException {
    int slash = pointer.lastIndexOf('/');
    String name = pointer.substring(slash + 1);
    JsonNode parent = root.at(pointer.substring(0, slash));
    if (parent.isMissingNode()) {
      parent = root.withObject(pointer.substring(0, slash));
    }
    boolean json = value.startsWith("[") || (value.startsWith("{") && !value.startsWith("{{"));
    JsonNode node = json ? YAML.readTree(value) : YAML.getNodeFactory().textNode(value);
    if (parent.isArray()) {
      ((com.fasterxml.jackson.databind.node.ArrayNode) parent).set(Integer.parseInt(name), node);
    } else {
      ((ObjectNode) parent).set(name, node);
    }
  }

  @Test
  void all_problems_come_together() throws IOException {
    ObjectNode broken = bundle();
    put(broken, "/resources/jobs/spendcast/tasks/1/depends_on/0/task_key", "nope");
    put(broken, "/resources/jobs/spendcast/tasks/2/job_cluster_key", "nope");
    put(broken, "/resources/jobs/spendcast/parameters/0/default", "${var.nope}");
    put(broken, "/workspace/artifact_path", "/Volumes/a/b/c");
    assertThat(problems(BundleRendering.text(broken))).hasSize(4);
  }

  @Test
  void what_is_no_bundle_is_reported() {
    assertThat(problems("a: [")).singleElement().asString().contains("not YAML");
    assertThat(problems("bundle: {name: x}")).singleElement().asString().contains("no job");
  }

  /** As the documents say how to embed it, and as Databricks' own examples are made. */
  @Test
  void what_a_bundle_includes_is_a_part_of_it() throws IOException {
    ObjectNode part = bundle();
    JsonNode variables = part.remove("variables");
    part.remove(List.of("bundle", "workspace", "targets"));
    Files.createDirectories(directory.resolve("resources"));
    Files.writeString(directory.resolve("resources/spendcast.yml"), BundleRendering.text(part));
    ObjectNode own = YAML.createObjectNode();
    own.putObject("bundle").put("name", "mine");
    own.putArray("include").add("resources/*.yml");
    LocalJars here = new LocalJars(Optional.of(directory));
    assertThat(BundleLint.problems(BundleRendering.text(own), here))
        .anySatisfy(problem -> assertThat(problem).contains("no variable catalog"));
    own.set("variables", variables);
    assertThat(BundleLint.problems(BundleRendering.text(own), here)).isEmpty();
    assertThat(problems(BundleRendering.text(part))).isEmpty();
  }

  /** Kinds of tasks and references of Databricks' own examples, which its command line takes. */
  @Test
  void what_others_run_in_their_jobs_is_not_ours_to_mend() {
    assertThat(
            problems(
                """
                bundle: {name: theirs}
                resources:
                  jobs:
                    any:
                      parameters: [{name: day, default: "{{backfill.iso_date}}"}]
                      tasks:
                        - {task_key: a-b, notebook_task: {notebook_path: ./a.py}}
                        - {task_key: c, condition_task: {op: EQUAL_TO, left: "{{tasks.a-b.values.x}}", right: "1"}}
                        - {task_key: d, run_job_task: {job_id: "${resources.jobs.any.id}"}}
                        - task_key: e
                          for_each_task:
                            inputs: "[1, 2]"
                            task: {task_key: f, environment_key: x, spark_python_task: {python_file: e.py, parameters: ["{{input}}"]}}
                        - {task_key: g, job_cluster_key: h, spark_python_task: {python_file: e.py}}
                      job_clusters: [{job_cluster_key: h, new_cluster: {spark_version: 15.4.x-scala2.12, num_workers: 2}}]
                targets: {dev: {mode: development, workspace: {root_path: ~/x}}}
                """))
        .isEmpty();
  }

  @Test
  void each_target_writes_under_names_of_its_own() {
    JsonNode targets = bundle().path("targets");
    for (String name : List.of("schema", "experiment", "model")) {
      Set<String> values = new TreeSet<>();
      values.add(bundle().at("/variables/" + name + "/default").asText());
      values.add(targets.at("/dev/variables/" + name).asText());
      values.add(targets.at("/staging/variables/" + name).asText());
      assertThat(values).as(name).hasSize(3).doesNotContain("");
    }
    assertThat(targets.at("/dev/variables/schema").asText())
        .contains("${workspace.current_user.short_name}");
    assertThat(targets.at("/staging/workspace/host").asText())
        .isEqualTo("https://staging.example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "/mnt, /mnt/staging",
    "catalog:retail.forecasts, catalog:retail.forecasts_staging",
    "s3://bucket/lake/, s3://bucket/lake/staging",
  })
  void a_lake_of_its_own_is_another_one_in_another_target(String lake, String staging) {
    DatabricksConfig.Tasks tasks =
        new DatabricksConfig.Tasks(
            "databricks", "", "", "", "latest", new DatabricksConfig.Names(lake, "/e", "a.b.m"));
    ObjectNode tree =
        new BundleRendering(Configs.of("spendcast", tasks, Map.of())).tree(Workflow.STANDARD);
    assertThat(tree.at("/variables/lake/default").asText()).isEqualTo(lake);
    assertThat(tree.at("/targets/staging/variables/lake").asText()).isEqualTo(staging);
    assertThat(tree.at("/targets/staging/variables/model").asText()).isEqualTo("a.b.m_staging");
    assertThat(BundleRendering.text(tree)).contains("lake=${var.lake}");
  }

  /**
   * So that neither deployment takes the other's for its own, and no end deletes what was learnt.
   */
  @Test
  void a_bundle_is_named_as_its_job_and_owns_nothing_else() {
    assertThat(named("spendcast")).isEqualTo("spendcast");
    assertThat(named("shop a")).startsWith("shop-a-").isNotEqualTo(named("shop/a"));
    assertThat(bundle().path("resources").fieldNames()).toIterable().containsExactly("jobs");
  }

  private static String named(String job) {
    return new BundleRendering(Configs.of(job, Configs.TASKS, Map.of()))
        .tree(Workflow.STANDARD)
        .at("/bundle/name")
        .asText();
  }

  @Test
  void no_bundle_pauses_what_somebody_resumed() {
    assertThat(job().path("schedule").has("quartz_cron_expression")).isTrue();
    assertThat(job().path("schedule").has("pause_status")).isFalse();
  }
}
