package io.spendcast.bootstrap.wiring;

import io.spendcast.adapters.databricks.DatabricksAdapters;
import io.spendcast.adapters.databricks.DatabricksConfig;
import io.spendcast.adapters.mlflow.MlflowConfig;
import io.spendcast.adapters.spark.SparkAdapters;
import io.spendcast.adapters.spark.SparkConfig;
import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.settings.section.DatabricksSection;
import io.spendcast.bootstrap.settings.section.RegistrySection;
import io.spendcast.bootstrap.settings.section.Settings;
import io.spendcast.bootstrap.settings.section.SourceSection;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Dimension;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What each adapter module needs to know of the settings. */
final class AdapterConfigs {
  /** Credentials are never settings: the SDK finds them by itself. */
  private static final String NO_TOKEN = "";

  /** The lake in the catalog that the workspace's settings name. */
  private static final String CATALOG = "catalog:";

  private AdapterConfigs() {}

  static SparkConfig spark(Settings settings) {
    return new SparkConfig(
        lake(settings),
        source(settings),
        settings.spark().master(),
        settings.spark().conf(),
        SparkConfig.defaultScratch(),
        shared(settings));
  }

  /** Where {@code predict} leaves what a service needs, if that is a disk of this machine. */
  static Optional<Path> context(Settings settings, Stage stage) {
    return SparkAdapters.contextFile(spark(settings), stage);
  }

  /** A lake in the catalog has no folder, and on Databricks a volume is what all machines reach. */
  private static String shared(Settings settings) {
    DatabricksSection workspace = settings.databricks();
    boolean volume = settings.lake().startsWith(CATALOG) || ConfigLoader.isOnDatabricks();
    return settings.spark().scratch().isBlank() && volume
        ? "/Volumes/%s/%s/%s/scratch"
            .formatted(workspace.catalog(), workspace.schema(), workspace.volume())
        : settings.spark().scratch();
  }

  private static String lake(Settings settings) {
    return settings.lake().equals(CATALOG)
        ? CATALOG + settings.databricks().catalog() + "." + settings.databricks().schema()
        : settings.lake();
  }

  /** The source tables that the catalog names. */
  static List<String> cataloged(Settings settings) {
    return source(settings).tables().stream()
        .flatMap(
            table ->
                Stream.concat(
                    Stream.of(table.lines()), table.dimensions().stream().map(Dimension::relation)))
        .filter(relation -> relation.format() == OwnTable.Format.CATALOG)
        .map(OwnTable.Relation::location)
        .distinct()
        .toList();
  }

  private static SparkConfig.Source source(Settings settings) {
    SourceSection source = settings.source();
    boolean cataloged =
        source.kind().equals(SparkConfig.Source.TPCDS) && source.tpcds().isCataloged();
    return new SparkConfig.Source(
        source.effectiveName(),
        cataloged ? SparkConfig.Source.TABLES : source.kind(),
        source.tpcds().scale(),
        source.planted().world(),
        cataloged ? SparkConfig.tpcdsTables(source.tpcds().schema()) : source.tables().entries(),
        source.contracts().rules(),
        settings.forecast().spendTarget());
  }

  static MlflowConfig mlflow(Settings settings, DatabricksAdapters databricks) {
    boolean inWorkspace = settings.tracking().isInWorkspace();
    return new MlflowConfig(
        settings.tracking().uri(),
        registryPlace(settings) == RegistrySection.Place.MLFLOW ? settings.registry().uri() : "",
        settings.tracking().experiment(),
        ConfigLoader.mlflowEnvironment(),
        inWorkspace ? Optional.of(platform(settings, databricks)) : Optional.empty());
  }

  private static MlflowConfig.Platform platform(Settings settings, DatabricksAdapters databricks) {
    DatabricksSection workspace = settings.databricks();
    return new MlflowConfig.Platform(
        databricks.host(),
        databricks::authorization,
        "dbfs:/Volumes/%s/%s/%s/mlflow"
            .formatted(workspace.catalog(), workspace.schema(), workspace.volume()));
  }

  /** An empty address is the place of the runs. */
  static RegistrySection.Place registryPlace(Settings settings) {
    return settings.registry().uri().isEmpty() && settings.tracking().isInWorkspace()
        ? RegistrySection.Place.WORKSPACE
        : settings.registry().place();
  }

  /** For all but a deployment, which also wants to know who set what. */
  static DatabricksConfig databricks(Settings settings) {
    return databricks(settings, JobConfig.unset(settings));
  }

  static DatabricksConfig databricks(Settings settings, DatabricksConfig.Job job) {
    DatabricksSection platform = settings.databricks();
    return new DatabricksConfig(
        new DatabricksConfig.Access(platform.host(), NO_TOKEN, platform.profile()),
        platform.catalog(),
        platform.schema(),
        platform.volume(),
        SparkConfig.defaultScratch(),
        job);
  }
}
