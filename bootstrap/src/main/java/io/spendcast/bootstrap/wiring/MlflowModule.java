package io.spendcast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.spendcast.adapters.mlflow.MlflowAdapters;
import io.spendcast.domain.audit.StoreAudit;
import io.spendcast.domain.tracking.ExperimentTracker;

/** The records: {@link ExperimentTracker}, {@link StoreAudit} and how to publish them. */
final class MlflowModule extends AbstractModule {
  private final MlflowAdapters mlflow;

  MlflowModule(MlflowAdapters mlflow) {
    this.mlflow = mlflow;
  }

  @Provides
  ExperimentTracker tracker() {
    return mlflow.tracker();
  }

  @Provides
  StoreAudit storeAudit() {
    return mlflow.storeAudit();
  }

  @Provides
  MlflowAdapters.Publisher publisher() {
    return mlflow.publisher();
  }
}
