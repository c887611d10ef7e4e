package io.spendcast.adapters.databricks;

import com.databricks.sdk.core.utils.SerDeUtils;
import com.databricks.sdk.service.compute.Library;
import com.databricks.sdk.service.jobs.JobParameterDefinition;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.QueueSettings;
import com.databricks.sdk.service.jobs.SparkJarTask;
import com.databricks.sdk.service.jobs.TaskDependency;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.domain.workflow.Workflow.Step;
import java.util.List;

/** The workflow in the words of the Jobs API. */
final class JobRendering {
  /** The tag of the jobs that are ours. */
  static final String PRODUCT_TAG = "product";

  /** The value of that tag. */
  static final String PRODUCT = "spendcast";

  private static final String MAIN_CLASS = "io.spendcast.bootstrap.Main";
  private static final long RETRIES = 2;
  private static final long RETRY_PAUSE_MILLIS = 60_000;
  private static final ObjectMapper JSON = SerDeUtils.createMapper();

  private final DatabricksConfig config;
  private final ClusterRendering clusters;

  JobRendering(DatabricksConfig config) {
    this.config = config;
    this.clusters = new ClusterRendering(config);
  }

  String jobName() {
    return config.jobName();
  }

  /** The settings of the job, with a tag by which a later change of them is recognised. */
  ObjectNode settings(Workflow workflow) {
    requireJar();
    ObjectNode settings = JSON.valueToTree(job(workflow));
    settings
        .putObject("tags")
        .put(PRODUCT_TAG, PRODUCT)
        .put("spendcast_definition", Fingerprint.of(settings).value());
    return settings;
  }

  /** As people and the Jobs API read it. */
  static String text(JsonNode settings) {
    return settings.toPrettyString();
  }

  private JobSettings job(Workflow workflow) {
    return new JobSettings()
        .setName(config.jobName())
        .setMaxConcurrentRuns(1L)
        .setQueue(new QueueSettings().setEnabled(true))
        .setParameters(
            List.of(parameter("catalog", config.catalog()), parameter("schema", config.schema())))
        .setJobClusters(clusters.clusters())
        .setTasks(workflow.steps().stream().map(this::task).toList());
  }

  private com.databricks.sdk.service.jobs.Task task(Step step) {
    com.databricks.sdk.service.jobs.Task task =
        new com.databricks.sdk.service.jobs.Task()
            .setTaskKey(step.task().label())
            .setJobClusterKey(clusters.keyFor(step.task()))
            .setLibraries(List.of(new Library().setJar(config.jarPath())))
            .setSparkJarTask(
                new SparkJarTask().setMainClassName(MAIN_CLASS).setParameters(arguments(step)));
    if (!step.dependsOn().isEmpty()) {
      task.setDependsOn(step.dependsOn().stream().sorted().map(JobRendering::after).toList());
    }
    return retried(step.task(), task);
  }

  /** Training is long and fails the same way again; the others meet passing trouble. */
  private static com.databricks.sdk.service.jobs.Task retried(
      Task which, com.databricks.sdk.service.jobs.Task task) {
    return which == Task.TRAIN
        ? task.setMaxRetries(0L)
        : task.setMaxRetries(RETRIES).setMinRetryIntervalMillis(RETRY_PAUSE_MILLIS);
  }

  /** Every task gets all settings, so that each can run alone. */
  private static List<String> arguments(Step step) {
    return List.of(
        step.task().label(),
        "--profile",
        "databricks",
        "--run-id",
        "{{job.run_id}}",
        "--set",
        "databricks.catalog={{job.parameters.catalog}}",
        "--set",
        "databricks.schema={{job.parameters.schema}}");
  }

  private static TaskDependency after(Task task) {
    return new TaskDependency().setTaskKey(task.label());
  }

  private static JobParameterDefinition parameter(String name, String value) {
    return new JobParameterDefinition().setName(name).setDefault(value);
  }

  private void requireJar() {
    if (config.jarPath().isBlank()) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot render the job: no jar is named for it to run.",
          "Upload the jar to a volume and name its path there, such as"
              + " /Volumes/main/spendcast/jars/spendcast.jar.");
    }
  }
}
