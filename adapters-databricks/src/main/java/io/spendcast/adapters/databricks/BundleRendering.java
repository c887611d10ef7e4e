package io.spendcast.adapters.databricks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.spendcast.domain.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The same job as a bundle of the Databricks command line, with the targets dev and prod, the
 * experiment and the registered model.
 */
final class BundleRendering {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

  /** The jar beside the bundle, if it is not on the platform already. */
  private static final String JAR_BESIDE = "spendcast.jar";

  /** A path of a bundle must say that it is one. */
  private static final String HERE = "./";

  private static final String KEY = "spendcast";
  private static final String MODEL_KEY = "customer_spend";

  /**
   * Development mode puts the user's name before names, so tasks must be told by reference. They
   * are told last, so that this wins over the profile.
   */
  private static final List<String> REFERENCES =
      List.of(
          "--set",
          "tracking.experiment=${resources.experiments.%s.name}".formatted(KEY),
          "--set",
          "registry.model=${resources.registered_models.%s.name}".formatted(MODEL_KEY));

  private final DatabricksConfig config;
  private final JobRendering jobs;

  BundleRendering(DatabricksConfig config) {
    this.config = config;
    this.jobs = new JobRendering(config);
  }

  /** The bundle's tree. */
  ObjectNode tree(Workflow workflow) {
    ObjectNode root = YAML.createObjectNode();
    root.putObject("bundle").put("name", KEY).put("engine", "direct");
    variables(root.putObject("variables"));
    root.putObject("workspace")
        .put(
            "artifact_path",
            "${var.artifact_volume}/bundle/${bundle.target}"
                + "/${workspace.current_user.short_name}");
    if (isUploaded()) {
      ObjectNode artifact = root.putObject("artifacts").putObject(KEY).put("type", "jar");
      artifact.putArray("files").addObject().put("source", HERE + JAR_BESIDE);
    }
    ObjectNode resources = root.putObject("resources");
    resources.putObject("jobs").set(KEY, job(workflow));
    resources.putObject("experiments").putObject(KEY).put("name", "${var.experiment}");
    resources
        .putObject("registered_models")
        .putObject(MODEL_KEY)
        .put("name", config.job().model())
        .put("catalog_name", "${var.catalog}")
        .put("schema_name", "${var.schema}")
        .put("comment", "Customer spend forecasts by Spendcast.");
    targets(root.putObject("targets"));
    return root;
  }

  private boolean isUploaded() {
    return jobs.jar().local().isPresent();
  }

  /** The jar that the bundle uploads, by its name beside the bundle. */
  Map<String, Path> copies() {
    return jobs.jar().local().map(jar -> Map.of(JAR_BESIDE, jar)).orElse(Map.of());
  }

  static String text(JsonNode bundle) {
    try {
      return YAML.writeValueAsString(bundle);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always YAML", e);
    }
  }

  private void variables(ObjectNode variables) {
    variables.putObject("catalog").put("default", config.catalog());
    variables.putObject("schema").put("default", config.schema());
    if (config.job().hasSource()) {
      variables.putObject("source").put("default", config.job().source());
    }
    variables
        .putObject("artifact_volume")
        .put("description", "A volume that exists already.")
        .put("default", config.volumePath());
    variables
        .putObject("experiment")
        .put("description", "Its folder exists already.")
        .put("default", "/Shared/spendcast");
    if (!config.job().compute().nodeType().isBlank()) {
      variables.putObject("node_type").put("default", config.job().compute().nodeType());
    }
    variables.putObject("runtime").put("default", config.job().compute().sparkVersion());
  }

  private ObjectNode job(Workflow workflow) {
    String jar = isUploaded() ? HERE + JAR_BESIDE : jobs.jar().path();
    ObjectNode job = jobs.settings(workflow, jar, REFERENCES);
    // Each target says as whom it runs.
    job.remove("run_as");
    job.path("parameters").forEach(parameter -> byVariable((ObjectNode) parameter));
    for (JsonNode cluster : job.path("job_clusters")) {
      ObjectNode settings = (ObjectNode) cluster.path("new_cluster");
      settings.put("spark_version", "${var.runtime}");
      if (settings.has("node_type_id") && !config.job().compute().nodeType().isBlank()) {
        settings.put("node_type_id", "${var.node_type}");
      }
    }
    return job;
  }

  private static void byVariable(ObjectNode parameter) {
    String name = parameter.path("name").asText();
    if (List.of("catalog", "schema", "source").contains(name)) {
      parameter.put("default", "${var." + name + "}");
    }
  }

  private void targets(ObjectNode targets) {
    DatabricksConfig.Operation operation = config.job().operation();
    ObjectNode dev = targets.putObject("dev").put("mode", "development").put("default", true);
    if (!operation.devHost().isBlank()) {
      host(dev, operation.devHost());
    }
    dev.putObject("variables")
        .put("experiment", "/Users/${workspace.current_user.userName}/spendcast");
    ObjectNode prod = targets.putObject("prod").put("mode", "production");
    host(prod, operation.prodHost())
        .put("root_path", "/Workspace/Shared/.bundle/${bundle.name}/${bundle.target}");
    if (!operation.runAs().isBlank()) {
      prod.putObject("run_as").put("service_principal_name", operation.runAs());
    }
    permissions(prod);
  }

  private static ObjectNode host(ObjectNode target, String host) {
    ObjectNode workspace = target.withObjectProperty("workspace");
    return host.isBlank() ? workspace : workspace.put("host", host);
  }

  /** Whoever may look at the workspace may look at the job. */
  private static void permissions(ObjectNode prod) {
    ArrayNode permissions = prod.putArray("permissions");
    permissions.addObject().put("level", "CAN_VIEW").put("group_name", "users");
  }
}
