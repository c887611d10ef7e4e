package io.spendcast.adapters.spark;

import io.spendcast.adapters.spark.audit.AuditedTables;
import io.spendcast.adapters.spark.audit.DeltaTableAudit;
import io.spendcast.adapters.spark.evaluation.SparkEvaluator;
import io.spendcast.adapters.spark.feature.DeltaFeatureStore;
import io.spendcast.adapters.spark.feature.SparkFeatureStatistics;
import io.spendcast.adapters.spark.feature.SparkLeakSampler;
import io.spendcast.adapters.spark.ingest.ParquetDataSets;
import io.spendcast.adapters.spark.ingest.PlantedContracts;
import io.spendcast.adapters.spark.ingest.PlantedSalesIngest;
import io.spendcast.adapters.spark.ingest.RecordedMoney;
import io.spendcast.adapters.spark.ingest.TpcdsMappings;
import io.spendcast.adapters.spark.ingest.TpcdsSalesIngest;
import io.spendcast.adapters.spark.ingest.scout.SparkSourceScout;
import io.spendcast.adapters.spark.ingest.tables.TablesSalesIngest;
import io.spendcast.adapters.spark.ingest.tables.described.OwnMappings;
import io.spendcast.adapters.spark.prediction.ContextPlace;
import io.spendcast.adapters.spark.prediction.DeltaPredictionSink;
import io.spendcast.adapters.spark.prediction.DeltaPublishedPredictions;
import io.spendcast.adapters.spark.prediction.DeltaScoredRows;
import io.spendcast.adapters.spark.prediction.LakeContexts;
import io.spendcast.adapters.spark.prediction.SparkScorer;
import io.spendcast.adapters.spark.preflight.SparkPreflight;
import io.spendcast.adapters.spark.table.DeltaTableCatalog;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LazySession;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.training.SparkTrainer;
import io.spendcast.adapters.spark.training.SparkTrainingPanels;
import io.spendcast.adapters.spark.workflow.DeltaRunJournal;
import io.spendcast.adapters.spark.workflow.LakeLease;
import io.spendcast.domain.TableCatalog;
import io.spendcast.domain.TableName;
import io.spendcast.domain.audit.TableAudit;
import io.spendcast.domain.drift.FeatureStatistics;
import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.leak.LeakSampler;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.PublishedContexts;
import io.spendcast.domain.prediction.PublishedPredictions;
import io.spendcast.domain.prediction.ScoredRows;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.preflight.Preflight;
import io.spendcast.domain.proposal.sample.SourceScout;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.sales.DataSets;
import io.spendcast.domain.sales.SalesIngest;
import io.spendcast.domain.sales.SourceMapping;
import io.spendcast.domain.training.Trainer;
import io.spendcast.domain.training.TrainingPanels;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunLease;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The adapters on Spark and Delta. Opening starts no session; the first that needs one does. */
public final class SparkAdapters implements AutoCloseable {
  private final SparkConfig config;
  private final Clock clock;
  private final UnaryOperator<String> kept;
  private final LazySession session;
  private final Lake lake;
  private final SourceArea area;
  private final SparkTrainer trainer;

  private SparkAdapters(SparkConfig config, Clock clock, UnaryOperator<String> kept) {
    this.kept = kept;
    this.config = config;
    this.clock = clock;
    this.session = new LazySession(config.master(), conf(config));
    this.lake = new Lake(session, config.lake(), config.shared());
    this.area = new SourceArea(config.source().name());
    this.trainer = new SparkTrainer(lake, config.scratch());
  }

  /** A session of our own on this machine leaves nothing in the caller's directory. */
  private static Map<String, String> conf(SparkConfig config) {
    Map<String, String> conf = new HashMap<>();
    if (!areGuests()) {
      conf.put("spark.sql.warehouse.dir", config.scratch().resolve("warehouse").toUri().toString());
      conf.put("spark.local.dir", config.scratch().toString());
      // Writers put a sum into every page; readers do not look at it unless they are asked to.
      conf.put("spark.hadoop.parquet.page.verify-checksum.enabled", "true");
    }
    conf.putAll(config.conf());
    return conf;
  }

  /** Opens the adapters. */
  public static SparkAdapters open(SparkConfig config, Clock clock) {
    return open(config, clock, text -> text);
  }

  /**
   * Opens the adapters.
   *
   * @param kept what may be kept of a text in a manifest: the text without secrets
   */
  public static SparkAdapters open(SparkConfig config, Clock clock, UnaryOperator<String> kept) {
    return new SparkAdapters(config, clock, kept);
  }

  /** Whether this process runs on somebody else's Spark, who also decides when it ends. */
  public static boolean areGuests() {
    return LazySession.isThere();
  }

  /** Ingests the configured source. */
  public SalesIngest salesIngest() {
    SparkConfig.Source source = config.source();
    return switch (source.kind()) {
      case SparkConfig.Source.TABLES ->
          new TablesSalesIngest(lake, area, source.tables(), source.rules(), clock);
      case SparkConfig.Source.PLANTED -> new PlantedSalesIngest(lake, area, source.planted());
      default -> new TpcdsSalesIngest(lake, area, source.scale());
    };
  }

  /** Looks at sales that nobody has described yet. */
  public SourceScout sourceScout() {
    return new SparkSourceScout(lake, config.source().rules(), clock);
  }

  /** Writes generated data sets as files. */
  public DataSets dataSets() {
    return new ParquetDataSets(session);
  }

  /** Builds features from what was ingested. */
  public FeatureStore featureStore() {
    return new DeltaFeatureStore(lake, area, mappings());
  }

  private List<SourceMapping> mappings() {
    SparkConfig.Source source = config.source();
    return source
        .target()
        .of(
            switch (source.kind()) {
              case SparkConfig.Source.TABLES -> OwnMappings.of(area, source.tables());
              case SparkConfig.Source.PLANTED -> PlantedContracts.mappings(area, source.planted());
              default -> TpcdsMappings.of(area);
            });
  }

  /** Describes the distribution of each feature. */
  public FeatureStatistics featureStatistics() {
    return new SparkFeatureStatistics(lake);
  }

  /** Assembles temporal panels from feature tables. */
  public TrainingPanels trainingPanels() {
    return new SparkTrainingPanels(lake);
  }

  /** Fits models with MLlib and XGBoost. */
  public Trainer trainer() {
    return trainer;
  }

  /** Measures models on held-out rows. */
  public Evaluator evaluator() {
    return new SparkEvaluator(lake);
  }

  /** Fetches what leak sentinels look at. */
  public LeakSampler leakSampler() {
    return new SparkLeakSampler(lake, area, mappings());
  }

  /** Scores customers with a registered model. */
  public Scorer scorer() {
    return new SparkScorer(lake, area.predictions("_scored"));
  }

  /** Reads what the scorer left. */
  public ScoredRows scoredRows() {
    return new DeltaScoredRows(lake);
  }

  /** Publishes predictions. */
  public PredictionSink predictionSink() {
    return new DeltaPredictionSink(lake, area.predictions("customer_spend_predictions"));
  }

  /** Shows what was published. */
  public PublishedPredictions publishedPredictions() {
    return new DeltaPublishedPredictions(lake, area.predictions("customer_spend_predictions"));
  }

  /** Keeps what a service needs beside the predictions. */
  public PublishedContexts publishedContexts() {
    return new LakeContexts(lake, area);
  }

  /**
   * Where what a service needs is kept, if that is a disk of this machine. Looking for it needs
   * neither a session nor Spark.
   */
  public static Optional<Path> contextFile(SparkConfig config, Stage stage) {
    return ContextPlace.file(config.lake(), new SourceArea(config.source().name()), stage);
  }

  /** Knows which tables are still there. */
  public TableCatalog tableCatalog() {
    return new DeltaTableCatalog(lake);
  }

  /** Reads the tables to the last byte. */
  public TableAudit tableAudit() {
    Map<TableName, String> money =
        config.source().kind().equals(SparkConfig.Source.TABLES)
            ? OwnMappings.money(area, config.source().tables())
            : RecordedMoney.of(area);
    return new DeltaTableAudit(lake, new AuditedTables(area, money));
  }

  /** Keeps run manifests in the lake. */
  public RunJournal journal() {
    return new DeltaRunJournal(lake, area, clock, kept);
  }

  /** Lets one run at a time work on the lake. */
  public RunLease lease() {
    return new LakeLease(lake, clock);
  }

  /** Looks at Spark before it is used. */
  public Preflight preflight() {
    return new SparkPreflight(session::get, config.scratch(), lake.shared());
  }

  /** Stops the session if it is ours. */
  @Override
  public void close() {
    trainer.close();
    session.close();
  }
}
