package io.spendcast.bootstrap.wiring;

import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import io.spendcast.adapters.databricks.DatabricksAdapters;
import io.spendcast.adapters.mlflow.MlflowAdapters;
import io.spendcast.adapters.spark.SparkAdapters;
import io.spendcast.adapters.spark.SparkConfig;
import io.spendcast.bootstrap.checks.LocalPlaces;
import io.spendcast.bootstrap.settings.Config;
import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.settings.section.Settings;
import io.spendcast.bootstrap.text.Scrubber;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Preflight;
import io.spendcast.domain.registry.ModelRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens the real adapters and connects them. */
public final class Wiring implements Workshop {
  private final Clock clock;
  private final Scrubber scrubber = Scrubber.of(ConfigLoader.environment());

  /** Wires with this clock. */
  public Wiring(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void check(Config config) {
    Plugins.of(config.settings().plugins());
  }

  @Override
  public Parts open(Need need, Config config) {
    Settings settings = config.settings();
    Plugins plugins = Plugins.of(settings.plugins());
    return switch (need) {
      case NOTHING -> new Connected(StrictInjector.of(), List.of());
      case SERVICE -> new Connected(StrictInjector.of(new ServiceModule(settings)), List.of());
      case DATA -> data(settings, plugins);
      case PIPELINE -> pipeline(settings, plugins);
      case PLATFORM -> platform(config, plugins);
      case CHECKS -> checks(settings, plugins);
    };
  }

  private MlflowAdapters mlflow(Settings settings, DatabricksAdapters databricks) {
    return MlflowAdapters.open(
        AdapterConfigs.mlflow(settings, databricks), clock, SparkConfig.defaultScratch());
  }

  private SparkAdapters spark(Settings settings) {
    return SparkAdapters.open(AdapterConfigs.spark(settings), clock, scrubber::withoutValues);
  }

  private Parts data(Settings settings, Plugins plugins) {
    SparkAdapters spark = spark(settings);
    return new Connected(StrictInjector.of(plugins.over(new SparkModule(spark))), List.of(spark));
  }

  private Parts pipeline(Settings settings, Plugins plugins) {
    DatabricksAdapters databricks =
        DatabricksAdapters.open(AdapterConfigs.databricks(settings), clock);
    MlflowAdapters mlflow = mlflow(settings, databricks);
    SparkAdapters spark = spark(settings);
    return new Connected(
        StrictInjector.of(
            plugins.over(
                new SparkModule(spark),
                new MlflowModule(mlflow, scrubber),
                new RegistryModule(registry(settings, () -> mlflow, databricks))),
            new ApplicationModule(
                settings,
                places(settings),
                CodeDigest.version(plugins.deciding()),
                clock,
                scrubber)),
        List.of(spark, mlflow, databricks));
  }

  private static ModelRegistry registry(
      Settings settings, Supplier<MlflowAdapters> mlflow, DatabricksAdapters databricks) {
    return switch (AdapterConfigs.registryPlace(settings)) {
      case MLFLOW -> mlflow.get().registry();
      case UNITY_CATALOG -> databricks.unityCatalogRegistry();
      case WORKSPACE -> databricks.workspaceRegistry();
    };
  }

  /** What refuses to open is a finding like any other, so it is opened when it is looked at. */
  private Parts checks(Settings settings, Plugins plugins) {
    DatabricksAdapters databricks =
        DatabricksAdapters.open(AdapterConfigs.databricks(settings), clock);
    Late<MlflowAdapters> mlflow =
        new Late<>(() -> mlflow(settings, databricks), MlflowAdapters::close);
    SparkAdapters spark = spark(settings);
    return new Connected(
        StrictInjector.of(
            plugins.over(
                new ChecksModule(
                    new Preflights(
                        List.of(
                            places(settings).map(Preflight.class::cast).orElse(elsewhere()),
                            spark.preflight(),
                            workspace(settings, databricks))),
                    spark::journal,
                    () -> mlflow.get().tracker(),
                    () -> registry(settings, mlflow, databricks)))),
        List.of(spark, mlflow, databricks));
  }

  /** On a cluster, paths belong to its file systems. */
  private static Optional<LocalPlaces> places(Settings settings) {
    return ConfigLoader.isOnDatabricks() || SparkAdapters.areGuests()
        ? Optional.empty()
        : Optional.of(new LocalPlaces(settings));
  }

  private static Preflight elsewhere() {
    return () -> List.of(Finding.skipped("places on this machine", "A cluster has its own."));
  }

  private static Preflight workspace(Settings settings, DatabricksAdapters databricks) {
    return settings.speaksToDatabricks() || ConfigLoader.isOnDatabricks()
        ? databricks.preflight(settings.lake(), AdapterConfigs.cataloged(settings))
        : () ->
            List.of(
                Finding.skipped("Databricks workspace", "Not asked for: no setting names one."));
  }

  private Parts platform(Config config, Plugins plugins) {
    DatabricksAdapters databricks = DatabricksAdapters.open(JobConfig.databricks(config), clock);
    return new Connected(
        StrictInjector.of(plugins.over(new DatabricksModule(databricks))), List.of(databricks));
  }

  /** The injector with what must be closed after it, which is never bound. */
  private record Connected(Injector injector, List<AutoCloseable> opened) implements Parts {
    @Override
    public <T> T get(Class<T> type) {
      try {
        return injector.getInstance(type);
      } catch (ProvisionException e) {
        // What a constructor throws is meant for the caller, not for Guice.
        throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
      }
    }

    @Override
    public void close() {
      for (AutoCloseable one : opened) {
        try {
          one.close();
        } catch (RuntimeException e) {
          throw e;
        } catch (Exception e) {
          throw new SpendcastException(
              Kind.UNAVAILABLE, "Cannot close what was opened: " + e.getMessage(), "Retry.", e);
        }
      }
    }
  }
}
