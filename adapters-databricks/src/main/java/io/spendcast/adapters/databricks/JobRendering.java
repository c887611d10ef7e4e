package io.spendcast.adapters.databricks;

import com.databricks.sdk.core.utils.SerDeUtils;
import com.databricks.sdk.service.compute.Library;
import com.databricks.sdk.service.jobs.CronSchedule;
import com.databricks.sdk.service.jobs.JobEmailNotifications;
import com.databricks.sdk.service.jobs.JobParameterDefinition;
import com.databricks.sdk.service.jobs.JobRunAs;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.JobsHealthMetric;
import com.databricks.sdk.service.jobs.JobsHealthOperator;
import com.databricks.sdk.service.jobs.JobsHealthRule;
import com.databricks.sdk.service.jobs.JobsHealthRules;
import com.databricks.sdk.service.jobs.PauseStatus;
import com.databricks.sdk.service.jobs.QueueSettings;
import com.databricks.sdk.service.jobs.SparkJarTask;
import com.databricks.sdk.service.jobs.TaskDependency;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.domain.workflow.Workflow.Step;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final long HOUR = 3600;
  private static final long LATE_SECONDS = 4 * HOUR;
  private static final long JOB_TIMEOUT_SECONDS = 12 * HOUR;
  private static final long TASK_TIMEOUT_SECONDS = 6 * HOUR;
  private static final ObjectMapper JSON = SerDeUtils.createMapper();

  private final DatabricksConfig config;
  private final ClusterRendering clusters;

  JobRendering(DatabricksConfig config) {
    this.config = config;
    this.clusters = new ClusterRendering(config.job().compute(), config.access().host());
  }

  String jobName() {
    return config.job().name();
  }

  /** The jar that the tasks run. */
  DeployableJar jar() {
    return DeployableJar.of(config.job().jar(), config.volumePath());
  }

  /** The settings of the job, with a tag by which a later change of them is recognised. */
  ObjectNode settings(Workflow workflow) {
    return settings(workflow, jar().path(), List.of());
  }

  /**
   * The settings of a job that runs this jar.
   *
   * @param more arguments for every task
   */
  ObjectNode settings(Workflow workflow, String jar, List<String> more) {
    ObjectNode settings = JSON.valueToTree(job(workflow, jar, more));
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

  private JobSettings job(Workflow workflow, String jar, List<String> more) {
    JobSettings settings =
        new JobSettings()
            .setName(config.job().name())
            .setMaxConcurrentRuns(1L)
            .setQueue(new QueueSettings().setEnabled(true))
            .setTimeoutSeconds(JOB_TIMEOUT_SECONDS)
            .setParameters(parameters())
            .setHealth(health())
            .setJobClusters(clusters.clusters())
            .setTasks(workflow.steps().stream().map(step -> task(step, jar, more)).toList());
    return operated(settings);
  }

  private JobSettings operated(JobSettings settings) {
    DatabricksConfig.Operation operation = config.job().operation();
    if (!operation.schedule().isBlank()) {
      settings.setSchedule(
          new CronSchedule()
              .setQuartzCronExpression(operation.schedule())
              .setTimezoneId(operation.timeZone())
              .setPauseStatus(PauseStatus.PAUSED));
    }
    if (!operation.runAs().isBlank()) {
      settings.setRunAs(new JobRunAs().setServicePrincipalName(operation.runAs()));
    }
    if (!operation.recipients().isEmpty()) {
      settings.setEmailNotifications(
          new JobEmailNotifications()
              .setOnFailure(operation.recipients())
              .setOnDurationWarningThresholdExceeded(operation.recipients()));
    }
    return settings;
  }

  private List<JobParameterDefinition> parameters() {
    List<JobParameterDefinition> parameters =
        new ArrayList<>(
            List.of(parameter("catalog", config.catalog()), parameter("schema", config.schema())));
    if (config.job().hasSource()) {
      parameters.add(parameter("source", config.job().source()));
    }
    parameters.add(parameter("as_of", "latest"));
    return parameters;
  }

  private static JobsHealthRules health() {
    return new JobsHealthRules()
        .setRules(
            List.of(
                new JobsHealthRule()
                    .setMetric(JobsHealthMetric.RUN_DURATION_SECONDS)
                    .setOp(JobsHealthOperator.GREATER_THAN)
                    .setValue(LATE_SECONDS)));
  }

  private com.databricks.sdk.service.jobs.Task task(Step step, String jar, List<String> more) {
    com.databricks.sdk.service.jobs.Task task =
        new com.databricks.sdk.service.jobs.Task()
            .setTaskKey(step.task().label())
            .setJobClusterKey(clusters.keyFor(step.task()))
            .setTimeoutSeconds(TASK_TIMEOUT_SECONDS)
            .setLibraries(List.of(new Library().setJar(jar)))
            .setSparkJarTask(
                new SparkJarTask()
                    .setMainClassName(MAIN_CLASS)
                    .setParameters(arguments(step, more)));
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
  private List<String> arguments(Step step, List<String> more) {
    List<String> arguments =
        new ArrayList<>(List.of(step.task().label(), "--profile", config.job().taskProfile()));
    if (!config.job().taskConfig().isBlank()) {
      arguments.addAll(List.of("--config", config.job().taskConfig()));
    }
    arguments.addAll(List.of("--run-id", "{{job.run_id}}"));
    arguments.addAll(
        Arrays.asList(
            "--set", "databricks.catalog={{job.parameters.catalog}}",
            "--set", "databricks.schema={{job.parameters.schema}}",
            "--set", "databricks.volume=" + config.volume()));
    if (config.job().hasSource()) {
      arguments.addAll(List.of("--set", "source.tpcds.schema={{job.parameters.source}}"));
    }
    arguments.addAll(List.of("--set", "forecast.as-of={{job.parameters.as_of}}"));
    arguments.addAll(more);
    return arguments;
  }

  private static TaskDependency after(Task task) {
    return new TaskDependency().setTaskKey(task.label());
  }

  private static JobParameterDefinition parameter(String name, String value) {
    return new JobParameterDefinition().setName(name).setDefault(value);
  }
}
