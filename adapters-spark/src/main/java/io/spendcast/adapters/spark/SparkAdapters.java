package io.spendcast.adapters.spark;

import io.spendcast.adapters.spark.feature.DeltaFeatureStore;
import io.spendcast.adapters.spark.ingest.TpcdsMappings;
import io.spendcast.adapters.spark.ingest.TpcdsSalesIngest;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LazySession;
import io.spendcast.adapters.spark.workflow.DeltaRunJournal;
import io.spendcast.domain.feature.FeatureStore;
import io.spendcast.domain.sales.SalesIngest;
import io.spendcast.domain.workflow.RunJournal;
import java.time.Clock;

/** The adapters on Spark and Delta. Opening starts no session; the first that needs one does. */
public final class SparkAdapters implements AutoCloseable {
  private final SparkConfig config;
  private final Clock clock;
  private final LazySession session;
  private final Lake lake;

  private SparkAdapters(SparkConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.session = new LazySession(config.master(), config.conf());
    this.lake = new Lake(session, config.lake());
  }

  /** Opens the adapters. */
  public static SparkAdapters open(SparkConfig config, Clock clock) {
    return new SparkAdapters(config, clock);
  }

  /** Ingests the configured source. */
  public SalesIngest salesIngest() {
    return new TpcdsSalesIngest(lake, config.source().scale());
  }

  /** Builds features from what was ingested. */
  public FeatureStore featureStore() {
    return new DeltaFeatureStore(lake, TpcdsMappings.ALL);
  }

  /** Keeps run manifests in the lake. */
  public RunJournal journal() {
    return new DeltaRunJournal(lake, clock);
  }

  /** Stops the session if it is ours. */
  @Override
  public void close() {
    session.close();
  }
}
