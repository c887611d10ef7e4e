package io.spendcast.bootstrap.wiring;

import io.spendcast.adapters.databricks.DatabricksConfig;
import io.spendcast.adapters.databricks.DatabricksConfig.Compute;
import io.spendcast.adapters.databricks.DatabricksConfig.Hosts;
import io.spendcast.adapters.databricks.DatabricksConfig.Job;
import io.spendcast.adapters.databricks.DatabricksConfig.Limits;
import io.spendcast.adapters.databricks.DatabricksConfig.Names;
import io.spendcast.adapters.databricks.DatabricksConfig.Operation;
import io.spendcast.adapters.databricks.DatabricksConfig.Start;
import io.spendcast.adapters.databricks.DatabricksConfig.Tasks;
import io.spendcast.adapters.spark.SparkConfig;
import io.spendcast.bootstrap.settings.Config;
import io.spendcast.bootstrap.settings.TaskSettings;
import io.spendcast.bootstrap.settings.section.DatabricksSection;
import io.spendcast.bootstrap.settings.section.Settings;

/** The job that a configuration wants. */
final class JobConfig {
  private static final String NOTHING = "";

  private JobConfig() {}

  /** With all that the tasks must know. */
  static DatabricksConfig databricks(Config config) {
    Settings settings = config.settings();
    TaskSettings carried = new TaskSettings(config);
    Names names =
        new Names(
            carried.value("lake"),
            carried.value("tracking.experiment"),
            settings.modelName().value());
    return AdapterConfigs.databricks(
        settings,
        job(
            settings,
            new Tasks(
                settings.databricks().tasks().profile(),
                settings.databricks().tasks().config(),
                carried.text(),
                benchmark(settings, carried.value("source.tpcds.schema")),
                settings.forecast().asOf(),
                names)));
  }

  /** Whose tasks get nothing, for whoever only asks the workspace. */
  static Job unset(Settings settings) {
    Names names =
        new Names(settings.lake(), settings.tracking().experiment(), settings.modelName().value());
    return job(
        settings,
        new Tasks(
            settings.databricks().tasks().profile(),
            settings.databricks().tasks().config(),
            NOTHING,
            settings.source().tpcds().schema(),
            settings.forecast().asOf(),
            names));
  }

  /** Where the job finds the benchmark's tables; a retailer's job knows nothing of them. */
  private static String benchmark(Settings settings, String schema) {
    return settings.source().kind().equals(SparkConfig.Source.TPCDS) ? schema : NOTHING;
  }

  private static Job job(Settings settings, Tasks tasks) {
    DatabricksSection platform = settings.databricks();
    return new Job(
        platform.job(),
        platform.jar(),
        tasks,
        new Compute(
            platform.nodeType(),
            platform.runtime(),
            platform.secretScope(),
            platform.cluster(),
            settings.spark().conf()),
        operation(platform.operation()));
  }

  private static Operation operation(DatabricksSection.Operation operation) {
    return new Operation(
        new Start(operation.schedule(), operation.timeZone(), operation.trigger()),
        operation.runAs(),
        operation.recipientList(),
        new Limits(
            operation.retries(),
            operation.taskHours(),
            operation.jobHours(),
            operation.lateHours()),
        new Hosts(operation.devHost(), operation.stagingHost(), operation.prodHost()));
  }
}
