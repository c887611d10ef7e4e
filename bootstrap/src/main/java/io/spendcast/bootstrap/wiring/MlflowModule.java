package io.spendcast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.spendcast.adapters.mlflow.MlflowAdapters;
import io.spendcast.bootstrap.text.Scrubber;
import io.spendcast.domain.audit.StoreAudit;
import io.spendcast.domain.tracking.ExperimentTracker;

/** The records: {@link ExperimentTracker}, {@link StoreAudit} and how to publish them. */
final class MlflowModule extends AbstractModule {
  private final MlflowAdapters mlflow;
  private final Scrubber scrubber;

  MlflowModule(MlflowAdapters mlflow, Scrubber scrubber) {
    this.mlflow = mlflow;
    this.scrubber = scrubber;
  }

  @Provides
  ExperimentTracker tracker() {
    return new ScrubbedTracker(mlflow.tracker(), scrubber);
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
