package io.spendcast.adapters.mlflow;

import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.tracking.ExperimentTracker;
import java.time.Clock;

/** Gives the ports that MLflow serves. */
public final class MlflowAdapters implements AutoCloseable {
  private final FileStoreTracker tracker;
  private final FileStoreRegistry registry;

  private MlflowAdapters(FileStoreTracker tracker, FileStoreRegistry registry) {
    this.tracker = tracker;
    this.registry = registry;
  }

  /**
   * Reads the settings; touches no file and no network.
   *
   * <p>Throws {@code SpendcastException} with {@code INVALID} if a URI is not understood.
   */
  public static MlflowAdapters open(MlflowConfig config, Clock clock) {
    Store tracking = new Store(StoreUri.parse("tracking.uri", config.trackingUri()));
    Store registry = new Store(StoreUri.parse("registry.uri", config.effectiveRegistryUri()));
    return new MlflowAdapters(
        new FileStoreTracker(tracking, config.experiment(), clock),
        new FileStoreRegistry(registry, clock));
  }

  /** Keeps the runs of the configured experiment. */
  public ExperimentTracker tracker() {
    return tracker;
  }

  /** Keeps models and their stages. */
  public ModelRegistry registry() {
    return registry;
  }

  /** Nothing stays open between calls in the embedded store. */
  @Override
  public void close() {}
}
