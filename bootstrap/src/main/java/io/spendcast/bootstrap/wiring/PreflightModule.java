package io.spendcast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** What looks at the things a run stands on: {@link Preflights}. */
final class PreflightModule extends AbstractModule {
  private final Preflights preflights;

  PreflightModule(Preflights preflights) {
    this.preflights = preflights;
  }

  @Provides
  Preflights preflights() {
    return preflights;
  }
}
