package io.spendcast.adapters.mlflow;

import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.tracking.ExperimentTracker;
import java.time.Clock;

/** Gives the ports that MLflow serves. */
public final class MlflowAdapters implements AutoCloseable {
  private final ExperimentTracker tracker;
  private final ModelRegistry registry;

  private MlflowAdapters(ExperimentTracker tracker, ModelRegistry registry) {
    this.tracker = tracker;
    this.registry = registry;
  }

  /**
   * Reads the settings; touches no file and no network.
   *
   * <p>Throws {@code SpendcastException} with {@code INVALID} if a URI is not understood.
   */
  public static MlflowAdapters open(MlflowConfig config, Clock clock) {
    return new MlflowAdapters(tracker(config, clock), registry(config, clock));
  }

  private static ExperimentTracker tracker(MlflowConfig config, Clock clock) {
    String key = "tracking.uri";
    String uri = config.trackingUri();
    return ServerAddress.isOne(uri)
        ? new ServerTracker(server(key, uri, config), config.experiment(), clock)
        : new FileStoreTracker(new Store(StoreUri.parse(key, uri)), config.experiment(), clock);
  }

  private static ModelRegistry registry(MlflowConfig config, Clock clock) {
    String key = "registry.uri";
    String uri = config.effectiveRegistryUri();
    return new FileStoreRegistry(new Store(StoreUri.parse(key, uri)), clock);
  }

  private static Server server(String key, String uri, MlflowConfig config) {
    return new Server(ServerAddress.parse(key, uri), config.access(), Patience.DEFAULT);
  }

  /** Keeps the runs of the configured experiment. */
  public ExperimentTracker tracker() {
    return tracker;
  }

  /** Keeps models and their stages. */
  public ModelRegistry registry() {
    return registry;
  }

  /** Nothing stays open between calls. */
  @Override
  public void close() {}
}
