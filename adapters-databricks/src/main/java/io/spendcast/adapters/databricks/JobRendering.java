package io.spendcast.adapters.databricks;

import com.databricks.sdk.core.utils.SerDeUtils;
import com.databricks.sdk.service.compute.Library;
import com.databricks.sdk.service.jobs.CronSchedule;
import com.databricks.sdk.service.jobs.JobCluster;
import com.databricks.sdk.service.jobs.JobEmailNotifications;
import com.databricks.sdk.service.jobs.JobParameterDefinition;
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
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.rights.RunAs;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.domain.workflow.Workflow.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The workflow in the words of the Jobs API. */
final class JobRendering {
  /** The tag of the jobs that are ours. */
  static final String PRODUCT_TAG = "product";

  /** The value of that tag. */
  static final String PRODUCT = "spendcast";

  /** What says of a schedule or trigger whether it is paused. */
  static final String PAUSE = "pause_status";

  private static final String DEFINITION_TAG = "spendcast_definition";
  private static final String MAIN_CLASS = "io.spendcast.bootstrap.Main";
  private static final long RETRY_PAUSE_MILLIS = 60_000;
  private static final long HOUR = 3600;
  private static final String SET = "--set";
  private static final ObjectMapper JSON =
      SerDeUtils.createMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final DatabricksConfig config;
  private final ClusterRendering clusters;

  /**
   * What a job on its own and one of a bundle write otherwise.
   *
   * @param jar the jar that the tasks run
   * @param host how the platform names its own address
   * @param settings the file of settings that the tasks read, if there is one
   * @param more arguments for every task, which win over the others
   */
  record Placement(String jar, String host, Optional<String> settings, List<String> more) {
    Placement {
      more = List.copyOf(more);
    }
  }

  JobRendering(DatabricksConfig config) {
    this.config = config;
    this.clusters = new ClusterRendering(config.job().compute());
  }

  JobName name() {
    return new JobName(config.job().name());
  }

  /** The jar that the tasks run. */
  DeployableJar jar() {
    return DeployableJar.of(config.job().jar(), config.volumePath(), name());
  }

  /** Where the volume is for clusters and the Files API. */
  String volumePath() {
    return config.volumePath();
  }

  /** The settings that the tasks get as a file, if anything differs from their profile. */
  Optional<TaskSettings> taskSettings() {
    return TaskSettings.of(name(), config.job().tasks().settings());
  }

  /** The settings of the job, with a tag by which a later change of them is recognised. */
  ObjectNode settings(Workflow workflow) {
    return settings(
        workflow,
        new Placement(
            jar().path(),
            "{{workspace.url}}",
            taskSettings().map(file -> file.path(config.volumePath())),
            List.of()));
  }

  /** The settings of a job whose things are placed so. */
  ObjectNode settings(Workflow workflow, Placement placement) {
    ObjectNode settings = JSON.valueToTree(job(workflow, placement));
    if (!config.job().operation().start().trigger().isEmpty()) {
      JsonNode trigger = JSON.valueToTree(config.job().operation().start().trigger());
      settings.set("trigger", paused((ObjectNode) trigger));
    }
    settings
        .putObject("tags")
        .put(PRODUCT_TAG, PRODUCT)
        .put(OwnFields.TAG, OwnFields.of(settings).text())
        .put(DEFINITION_TAG, Fingerprint.of(settings.toString()).value());
    return settings;
  }

  private static ObjectNode paused(ObjectNode trigger) {
    return trigger.has(PAUSE) ? trigger : trigger.put(PAUSE, "PAUSED");
  }

  /** As people and the Jobs API read it. */
  static String text(JsonNode settings) {
    return settings.toPrettyString();
  }

  private JobSettings job(Workflow workflow, Placement placement) {
    JobSettings settings =
        new JobSettings()
            .setName(config.job().name())
            .setMaxConcurrentRuns(1L)
            .setQueue(new QueueSettings().setEnabled(true))
            .setTimeoutSeconds(HOUR * limits().jobHours())
            .setParameters(parameters())
            .setHealth(health())
            .setTasks(workflow.steps().stream().map(step -> task(step, placement)).toList());
    List<JobCluster> made = clusters.clusters();
    return operated(made.isEmpty() ? settings : settings.setJobClusters(made));
  }

  private DatabricksConfig.Limits limits() {
    return config.job().operation().limits();
  }

  private JobSettings operated(JobSettings settings) {
    DatabricksConfig.Operation operation = config.job().operation();
    DatabricksConfig.Start start = operation.start();
    if (start.trigger().isEmpty() && !start.schedule().isBlank()) {
      settings.setSchedule(
          new CronSchedule()
              .setQuartzCronExpression(start.schedule())
              .setTimezoneId(start.timeZone())
              .setPauseStatus(PauseStatus.PAUSED));
    }
    if (!operation.runAs().isBlank()) {
      settings.setRunAs(RunAs.of(operation.runAs()));
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
    return values().entrySet().stream()
        .map(value -> parameter(value.getKey(), value.getValue()))
        .toList();
  }

  /** The job's parameters with the values that these settings give them. */
  SortedMap<String, String> values() {
    DatabricksConfig.Tasks tasks = config.job().tasks();
    SortedMap<String, String> values = new TreeMap<>();
    values.put("as_of", tasks.asOf());
    values.put("catalog", config.catalog());
    values.put("schema", config.schema());
    if (tasks.hasSource()) {
      values.put("source", tasks.source());
    }
    return values;
  }

  private JobsHealthRules health() {
    return new JobsHealthRules()
        .setRules(
            List.of(
                new JobsHealthRule()
                    .setMetric(JobsHealthMetric.RUN_DURATION_SECONDS)
                    .setOp(JobsHealthOperator.GREATER_THAN)
                    .setValue(HOUR * limits().lateHours())));
  }

  private com.databricks.sdk.service.jobs.Task task(Step step, Placement placement) {
    com.databricks.sdk.service.jobs.Task task =
        new com.databricks.sdk.service.jobs.Task()
            .setTaskKey(step.task().label())
            .setTimeoutSeconds(HOUR * limits().taskHours())
            .setLibraries(List.of(new Library().setJar(placement.jar())))
            .setSparkJarTask(
                new SparkJarTask()
                    .setMainClassName(MAIN_CLASS)
                    .setParameters(arguments(step, placement)));
    if (!step.dependsOn().isEmpty()) {
      task.setDependsOn(step.dependsOn().stream().sorted().map(JobRendering::after).toList());
    }
    return retried(step.task(), placed(step.task(), task));
  }

  private com.databricks.sdk.service.jobs.Task placed(
      Task which, com.databricks.sdk.service.jobs.Task task) {
    return clusters
        .existingFor(which)
        .map(task::setExistingClusterId)
        .orElseGet(() -> task.setJobClusterKey(clusters.keyFor(which)));
  }

  /** Training is long and fails the same way again; the others meet passing trouble. */
  private com.databricks.sdk.service.jobs.Task retried(
      Task which, com.databricks.sdk.service.jobs.Task task) {
    return which == Task.TRAIN || limits().retries() == 0
        ? task.setMaxRetries(0L)
        : task.setMaxRetries((long) limits().retries())
            .setMinRetryIntervalMillis(RETRY_PAUSE_MILLIS);
  }

  /** Every task gets all settings, so that each can run alone. */
  private List<String> arguments(Step step, Placement placement) {
    DatabricksConfig.Tasks tasks = config.job().tasks();
    List<String> arguments =
        new ArrayList<>(List.of(step.task().label(), "--profile", tasks.profile()));
    if (!tasks.config().isBlank()) {
      arguments.addAll(List.of("--config", tasks.config()));
    }
    placement.settings().ifPresent(file -> arguments.addAll(List.of("--config", file)));
    arguments.addAll(List.of("--run-id", "{{job.run_id}}"));
    arguments.addAll(
        Arrays.asList(
            SET, "databricks.host=" + placement.host(),
            SET, "databricks.catalog={{job.parameters.catalog}}",
            SET, "databricks.schema={{job.parameters.schema}}",
            SET, "databricks.volume=" + config.volume(),
            SET, "forecast.as-of={{job.parameters.as_of}}"));
    if (tasks.hasSource()) {
      arguments.addAll(List.of(SET, "source.tpcds.schema={{job.parameters.source}}"));
    }
    arguments.addAll(placement.more());
    return arguments;
  }

  private static TaskDependency after(Task task) {
    return new TaskDependency().setTaskKey(task.label());
  }

  private static JobParameterDefinition parameter(String name, String value) {
    return new JobParameterDefinition().setName(name).setDefault(value);
  }
}
