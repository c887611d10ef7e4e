package io.spendcast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.util.Modules;
import io.spendcast.adapters.databricks.DatabricksAdapters;
import io.spendcast.adapters.mlflow.MlflowAdapters;
import io.spendcast.adapters.spark.SparkAdapters;
import io.spendcast.bootstrap.settings.Config;
import io.spendcast.bootstrap.settings.section.Settings;
import io.spendcast.bootstrap.text.Scrubber;
import io.spendcast.domain.feature.store.FeatureStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Connects the pipeline as {@link Wiring} does, but for another feature store.
 *
 * @param store makes it of the honest one
 */
record MutantWorkshop(Clock clock, UnaryOperator<FeatureStore> store) implements Workshop {
  @Override
  public Parts open(Need need, Config config) {
    Settings settings = config.settings();
    SparkAdapters spark = SparkAdapters.open(AdapterConfigs.spark(settings), clock);
    DatabricksAdapters databricks =
        DatabricksAdapters.open(AdapterConfigs.databricks(settings), clock);
    MlflowAdapters mlflow = MlflowAdapters.open(AdapterConfigs.mlflow(settings, databricks), clock);
    Injector injector =
        StrictInjector.of(
            Modules.override(new SparkModule(spark))
                .with(new Swapped(store.apply(spark.featureStore()))),
            new MlflowModule(mlflow, Scrubber.of(Map.of())),
            new RegistryModule(mlflow.registry()),
            new ApplicationModule(
                settings,
                Optional.empty(),
                CodeDigest.version(List.of()),
                clock,
                Scrubber.of(Map.of())));
    return new Opened(injector, spark, mlflow, databricks);
  }

  private static final class Swapped extends AbstractModule {
    private final FeatureStore store;

    Swapped(FeatureStore store) {
      this.store = store;
    }

    @Provides
    FeatureStore featureStore() {
      return store;
    }
  }

  private record Opened(
      Injector injector, SparkAdapters spark, MlflowAdapters mlflow, DatabricksAdapters databricks)
      implements Parts {
    @Override
    public <T> T get(Class<T> type) {
      return injector.getInstance(type);
    }

    @Override
    public void close() {
      spark.close();
      mlflow.close();
      databricks.close();
    }
  }
}
