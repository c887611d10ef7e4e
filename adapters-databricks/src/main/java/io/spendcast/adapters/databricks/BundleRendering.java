package io.spendcast.adapters.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.JobRendering.Placement;
import io.spendcast.adapters.databricks.rights.RunAs;
import io.spendcast.domain.workflow.Workflow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The same job as a bundle of the Databricks command line, with the targets dev, staging and prod.
 *
 * <p>The job is all that the bundle owns. Experiment and model are made by the tasks, so that no
 * change and no end of a bundle deletes what was learnt.
 */
final class BundleRendering {
  /** A path of a bundle must say that it is one. */
  private static final String HERE = "./";

  private static final String KEY = "spendcast";
  private static final String USER = "${workspace.current_user.short_name}";
  private static final String SET = "--set";
  private static final List<String> VARIABLES = List.of("catalog", "schema", "source", "as_of");

  private final DatabricksConfig config;
  private final JobRendering jobs;

  BundleRendering(DatabricksConfig config) {
    this.config = config;
    this.jobs = new JobRendering(config);
  }

  /** The bundle's tree. */
  ObjectNode tree(Workflow workflow) {
    ObjectNode root = BundleText.YAML.createObjectNode();
    root.putObject("bundle").put("name", name()).put("engine", "direct");
    variables(root.putObject("variables"));
    root.putObject("workspace")
        .put(
            "artifact_path",
            "/Volumes/${var.catalog}/${var.schema}/${var.volume}/bundle/${bundle.name}"
                + "/${bundle.target}/"
                + USER);
    jobs.jar()
        .beside()
        .ifPresent(
            jar -> {
              ObjectNode artifact = root.putObject("artifacts").putObject(KEY).put("type", "jar");
              artifact.putArray("files").addObject().put("source", HERE + jar);
              // It goes to the volume as the artifact, and need not go twice.
              root.putObject("sync").putArray("exclude").add("*.jar");
            });
    root.putObject("resources").putObject("jobs").set(KEY, job(workflow));
    targets(root.putObject("targets"));
    return root;
  }

  /** Two jobs are two bundles, so that neither takes what the other deployed for its own. */
  private String name() {
    return new JobName(config.job().name()).key();
  }

  /** The jar that the bundle uploads, by its name beside the bundle. */
  Map<String, Path> copies() {
    DeployableJar jar = jobs.jar();
    return jar.beside().map(name -> Map.of(name, jar.local().orElseThrow())).orElse(Map.of());
  }

  static String text(JsonNode bundle) {
    return BundleText.of(bundle);
  }

  private void variables(ObjectNode variables) {
    variable(variables, "catalog", "Has the schema.", config.catalog());
    variable(variables, "schema", "Of tables and models; it exists already.", config.schema());
    variable(variables, "volume", "Of the schema; it exists already.", config.volume());
    if (config.job().tasks().hasSource()) {
      variable(
          variables, "source", "The schema with the sales tables.", config.job().tasks().source());
    }
    variable(variables, "as_of", "The day to forecast from.", config.job().tasks().asOf());
    if (hasOwnLake()) {
      variable(variables, "lake", "Where the tables are.", names().lake());
    }
    variable(variables, "experiment", "Its folder exists already.", names().experiment());
    variable(variables, "model", "The name of the registered model.", names().model());
    if (!config.job().compute().nodeType().isBlank()) {
      variable(variables, "node_type", "The machines.", config.job().compute().nodeType());
    }
    variable(
        variables, "runtime", "The Databricks Runtime.", config.job().compute().sparkVersion());
  }

  private static void variable(ObjectNode variables, String name, String description, String is) {
    variables.putObject(name).put("description", description).put("default", is);
  }

  private DatabricksConfig.Names names() {
    return config.job().tasks().names();
  }

  private boolean hasOwnLake() {
    return !names().lake().equals(DatabricksConfig.Names.SCHEMA);
  }

  private ObjectNode job(Workflow workflow) {
    String jar = jobs.jar().beside().map(HERE::concat).orElseGet(() -> jobs.jar().path());
    Optional<String> settings =
        jobs.taskSettings().map(file -> "${workspace.file_path}/" + file.name());
    ObjectNode job =
        jobs.settings(workflow, new Placement(jar, "${workspace.host}", settings, references()));
    // Each target says as whom it runs, and its mode whether it runs by itself.
    job.remove("run_as");
    for (String start : List.of("schedule", "trigger")) {
      if (job.path(start) instanceof ObjectNode plan) {
        plan.remove(JobRendering.PAUSE);
      }
    }
    ((ObjectNode) job.path("tags")).remove(List.of(OwnFields.TAG));
    job.path("parameters").forEach(parameter -> byVariable((ObjectNode) parameter));
    job.path("job_clusters").forEach(this::byVariables);
    // Whoever may look at the workspace may look at the job.
    job.putArray("permissions").addObject().put("level", "CAN_VIEW").put("group_name", "users");
    return job;
  }

  /** Given last, so that each target's own wins over the profile and the settings. */
  private List<String> references() {
    List<String> references = new ArrayList<>();
    if (hasOwnLake()) {
      references.addAll(List.of(SET, "lake=${var.lake}"));
    }
    references.addAll(List.of(SET, "tracking.experiment=${var.experiment}"));
    references.addAll(List.of(SET, "registry.model=${var.model}"));
    return references;
  }

  private void byVariables(JsonNode cluster) {
    ObjectNode settings = (ObjectNode) cluster.path("new_cluster");
    settings.put("spark_version", "${var.runtime}");
    if (settings.path("node_type_id").asText().equals(config.job().compute().nodeType())) {
      settings.put("node_type_id", "${var.node_type}");
    }
  }

  private static void byVariable(ObjectNode parameter) {
    String name = parameter.path("name").asText();
    if (VARIABLES.contains(name)) {
      parameter.put("default", "${var." + name + "}");
    }
  }

  private void targets(ObjectNode targets) {
    DatabricksConfig.Hosts hosts = config.job().operation().hosts();
    ObjectNode dev = targets.putObject("dev").put("mode", "development").put("default", true);
    host(dev, hosts.dev());
    apart(dev.putObject("variables"), "dev_" + USER)
        .put("experiment", "/Users/${workspace.current_user.userName}/" + name());
    ObjectNode staging = production(targets.putObject("staging"), hosts.staging());
    apart(staging.putObject("variables"), "staging");
    staging.putObject("presets").put("trigger_pause_status", "PAUSED");
    production(targets.putObject("prod"), hosts.prod());
  }

  /** What another target than prod writes must not be prod's. */
  private ObjectNode apart(ObjectNode variables, String whose) {
    variables.put("schema", config.schema() + "_" + whose);
    if (hasOwnLake()) {
      variables.put("lake", apart(names().lake(), whose));
    }
    return variables
        .put("experiment", names().experiment() + "_" + whose)
        .put("model", names().model() + "_" + whose);
  }

  private static String apart(String lake, String whose) {
    return lake.toLowerCase(Locale.ROOT).startsWith(DatabricksConfig.Names.SCHEMA)
        ? lake + "_" + whose
        : lake.replaceAll("/+$", "") + "/" + whose;
  }

  private ObjectNode production(ObjectNode target, String host) {
    target.put("mode", "production");
    host(target, host);
    target
        .withObjectProperty("workspace")
        .put(
            "root_path",
            "/Workspace/Users/${workspace.current_user.userName}/.bundle/${bundle.name}"
                + "/${bundle.target}");
    if (!config.job().operation().runAs().isBlank()) {
      RunAs.write(target.putObject("run_as"), config.job().operation().runAs());
    }
    return target;
  }

  private static void host(ObjectNode target, String host) {
    if (!host.isBlank()) {
      target.withObjectProperty("workspace").put("host", host);
    }
  }
}
