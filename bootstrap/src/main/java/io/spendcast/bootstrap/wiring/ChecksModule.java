package io.spendcast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.workflow.RunJournal;
import java.util.function.Supplier;

/**
 * What is looked at before a run: {@link Preflights}, and the {@link RunJournal}, the {@link
 * ExperimentTracker} and the {@link ModelRegistry}, each of which may refuse when it is asked for.
 */
final class ChecksModule extends AbstractModule {
  private final Preflights preflights;
  private final Supplier<RunJournal> journal;
  private final Supplier<ExperimentTracker> tracker;
  private final Supplier<ModelRegistry> registry;

  ChecksModule(
      Preflights preflights,
      Supplier<RunJournal> journal,
      Supplier<ExperimentTracker> tracker,
      Supplier<ModelRegistry> registry) {
    this.preflights = preflights;
    this.journal = journal;
    this.tracker = tracker;
    this.registry = registry;
  }

  @Provides
  Preflights preflights() {
    return preflights;
  }

  @Provides
  RunJournal journal() {
    return journal.get();
  }

  @Provides
  ExperimentTracker tracker() {
    return tracker.get();
  }

  @Provides
  ModelRegistry registry() {
    return registry.get();
  }
}
