package io.spendcast.adapters.mlflow;

import io.spendcast.adapters.mlflow.files.FileStoreAudit;
import io.spendcast.adapters.mlflow.files.FileStoreRegistry;
import io.spendcast.adapters.mlflow.files.FileStoreTracker;
import io.spendcast.adapters.mlflow.files.Store;
import io.spendcast.adapters.mlflow.files.StoreUri;
import io.spendcast.adapters.mlflow.http.Access;
import io.spendcast.adapters.mlflow.http.Server;
import io.spendcast.adapters.mlflow.http.ServerAddress;
import io.spendcast.adapters.mlflow.http.Timeouts;
import io.spendcast.adapters.mlflow.publish.StorePublisher;
import io.spendcast.adapters.mlflow.server.LocalCopies;
import io.spendcast.adapters.mlflow.server.ServerExperiment;
import io.spendcast.adapters.mlflow.server.ServerRegistry;
import io.spendcast.adapters.mlflow.server.ServerTracker;
import io.spendcast.domain.audit.StoreAudit;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.tracking.ExperimentTracker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives the ports that MLflow serves. */
public final class MlflowAdapters implements AutoCloseable {
  private static final ModelName ANY = new ModelName("spendcast");

  private final ExperimentTracker tracker;
  private final Optional<ModelRegistry> registry;
  private final LocalCopies copies;
  private final Publisher publisher;
  private final StoreAudit audit;

  private MlflowAdapters(
      ExperimentTracker tracker,
      Optional<ModelRegistry> registry,
      LocalCopies copies,
      Publisher publisher,
      StoreAudit audit) {
    this.audit = audit;
    this.tracker = tracker;
    this.registry = registry;
    this.copies = copies;
    this.publisher = publisher;
  }

  /**
   * Reads the settings; touches no file and no network.
   *
   * <p>Throws {@code SpendcastException} with {@code INVALID} if a URI is not understood.
   */
  public static MlflowAdapters open(MlflowConfig config, Clock clock) {
    return open(config, clock, new LocalCopies());
  }

  /**
   * The same, with a place for copies of models that is cleared when the process has ended, however
   * that ended.
   */
  public static MlflowAdapters open(MlflowConfig config, Clock clock, Path scratch) {
    return open(config, clock, new LocalCopies(scratch));
  }

  private static MlflowAdapters open(MlflowConfig config, Clock clock, LocalCopies copies) {
    return new MlflowAdapters(
        tracker(config, clock),
        registry(config, copies, clock),
        copies,
        uri -> publish(config, uri, clock),
        audit(config, clock));
  }

  private static ExperimentTracker tracker(MlflowConfig config, Clock clock) {
    String key = "tracking.uri";
    String uri = config.trackingUri();
    if (config.platform().isPresent()) {
      return tracker(config.platform().get(), config.experiment(), clock);
    }
    return ServerAddress.isOne(uri)
        ? new ServerTracker(server(key, uri, config), config.experiment(), clock)
        : new FileStoreTracker(new Store(StoreUri.parse(key, uri)), config.experiment(), clock);
  }

  private static ExperimentTracker tracker(
      MlflowConfig.Platform platform, String experiment, Clock clock) {
    ServerAddress address = ServerAddress.parse("databricks.host", platform.host());
    Server workspace = new Server(address, platform.authorization(), Timeouts.DEFAULT);
    return new ServerTracker(
        workspace, new ServerExperiment(experiment, Optional.of(platform.artifacts())), clock);
  }

  private static Optional<ModelRegistry> registry(
      MlflowConfig config, LocalCopies copies, Clock clock) {
    if (config.platform().isPresent() && config.registryUri().isBlank()) {
      return Optional.empty();
    }
    String key = "registry.uri";
    String uri = config.effectiveRegistryUri();
    return Optional.of(
        ServerAddress.isOne(uri)
            ? new ServerRegistry(server(key, uri, config), copies, clock)
            : fileStore(new Store(StoreUri.parse(key, uri)), config, clock));
  }

  /** Its models are stored with the runs that made them. */
  private static ModelRegistry fileStore(Store store, MlflowConfig config, Clock clock) {
    List<Path> roots = new ArrayList<>(List.of(store.root()));
    if (config.platform().isEmpty() && !ServerAddress.isOne(config.trackingUri())) {
      roots.add(StoreUri.parse("tracking.uri", config.trackingUri()));
    }
    return new FileStoreRegistry(store, roots, clock);
  }

  /** Servers look after their own files. */
  private static StoreAudit audit(MlflowConfig config, Clock clock) {
    boolean inWorkspace = config.platform().isPresent();
    boolean runs = !inWorkspace && !ServerAddress.isOne(config.trackingUri());
    boolean models =
        !(inWorkspace && config.registryUri().isBlank())
            && !ServerAddress.isOne(config.effectiveRegistryUri());
    return new FileStoreAudit(
        runs
            ? Optional.of(new Store(StoreUri.parse("tracking.uri", config.trackingUri())))
            : Optional.empty(),
        models
            ? Optional.of(new Store(StoreUri.parse("registry.uri", config.effectiveRegistryUri())))
            : Optional.empty(),
        clock);
  }

  private static Published publish(MlflowConfig config, String uri, Clock clock) {
    Server target = server("--to", uri, config);
    try (LocalCopies none = new LocalCopies()) {
      // Before anything is read: nothing to publish is no success where nobody is there.
      new ServerRegistry(target, none, clock).find(ANY);
      StorePublisher.Counts there =
          new StorePublisher(
                  new Store(StoreUri.parse("tracking.uri", config.trackingUri())),
                  new Store(StoreUri.parse("registry.uri", config.effectiveRegistryUri())),
                  experiment -> new ServerTracker(target, experiment, clock),
                  new ServerRegistry(target, none, clock),
                  clock)
              .publish();
      return new Published(there.runs(), there.versions());
    }
  }

  private static Server server(String key, String uri, MlflowConfig config) {
    return new Server(
        ServerAddress.parse(key, uri), new Access(config.environment()), Timeouts.DEFAULT);
  }

  /** Keeps the runs of the configured experiment. */
  public ExperimentTracker tracker() {
    return tracker;
  }

  /** Keeps models and their stages; only asked for where a workspace does not. */
  public ModelRegistry registry() {
    return registry.orElseThrow();
  }

  /** Holds what the embedded store keeps against what was written. */
  public StoreAudit storeAudit() {
    return audit;
  }

  /** Publishes what the embedded store keeps. */
  public Publisher publisher() {
    return publisher;
  }

  /** Replays runs, models, versions and stages of the embedded store to a server. */
  public interface Publisher {
    /**
     * Publishes all there is; what is there already stays as it is.
     *
     * @param uri of the server
     */
    Published publish(String uri);
  }

  /**
   * What is on the server now.
   *
   * @param runs number of runs
   * @param versions number of model versions
   */
  public record Published(int runs, int versions) {}

  /** Deletes copies of models that were fetched; nothing else stays open between calls. */
  @Override
  public void close() {
    copies.close();
  }
}
