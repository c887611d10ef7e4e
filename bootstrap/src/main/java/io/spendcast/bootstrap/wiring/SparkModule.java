package io.spendcast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.spendcast.adapters.spark.SparkAdapters;
import io.spendcast.domain.TableCatalog;
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
import io.spendcast.domain.proposal.sample.SourceScout;
import io.spendcast.domain.sales.DataSets;
import io.spendcast.domain.sales.SalesIngest;
import io.spendcast.domain.training.Trainer;
import io.spendcast.domain.training.TrainingPanels;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunLease;

/**
 * All that works on data: {@link SalesIngest}, {@link SourceScout}, {@link DataSets}, {@link
 * FeatureStore}, {@link FeatureStatistics}, {@link TrainingPanels}, {@link Trainer}, {@link
 * Evaluator}, {@link LeakSampler}, {@link Scorer}, {@link ScoredRows}, {@link PredictionSink},
 * {@link PublishedPredictions}, {@link PublishedContexts}, {@link TableCatalog}, {@link
 * TableAudit}, {@link RunLease} and {@link RunJournal}.
 */
final class SparkModule extends AbstractModule {
  private final SparkAdapters spark;

  SparkModule(SparkAdapters spark) {
    this.spark = spark;
  }

  @Provides
  SalesIngest salesIngest() {
    return spark.salesIngest();
  }

  @Provides
  SourceScout sourceScout() {
    return spark.sourceScout();
  }

  @Provides
  DataSets dataSets() {
    return spark.dataSets();
  }

  @Provides
  FeatureStore featureStore() {
    return spark.featureStore();
  }

  @Provides
  FeatureStatistics featureStatistics() {
    return spark.featureStatistics();
  }

  @Provides
  TrainingPanels trainingPanels() {
    return spark.trainingPanels();
  }

  @Provides
  Trainer trainer() {
    return spark.trainer();
  }

  @Provides
  Evaluator evaluator() {
    return spark.evaluator();
  }

  @Provides
  LeakSampler leakSampler() {
    return spark.leakSampler();
  }

  @Provides
  Scorer scorer() {
    return spark.scorer();
  }

  @Provides
  ScoredRows scoredRows() {
    return spark.scoredRows();
  }

  @Provides
  PredictionSink predictionSink() {
    return spark.predictionSink();
  }

  @Provides
  PublishedPredictions publishedPredictions() {
    return spark.publishedPredictions();
  }

  @Provides
  PublishedContexts publishedContexts() {
    return spark.publishedContexts();
  }

  @Provides
  TableCatalog tableCatalog() {
    return spark.tableCatalog();
  }

  @Provides
  TableAudit tableAudit() {
    return spark.tableAudit();
  }

  @Provides
  RunLease lease() {
    return spark.lease();
  }

  @Provides
  RunJournal journal() {
    return spark.journal();
  }
}
