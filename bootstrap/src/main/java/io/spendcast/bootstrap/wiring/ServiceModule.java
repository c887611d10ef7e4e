package io.spendcast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.spendcast.bootstrap.serve.ContextPlaces;
import io.spendcast.bootstrap.settings.section.Settings;

/** What a service stands on: the files that {@code predict} leaves. */
final class ServiceModule extends AbstractModule {
  private final Settings settings;

  ServiceModule(Settings settings) {
    this.settings = settings;
  }

  @Provides
  ContextPlaces contextPlaces() {
    return stage -> AdapterConfigs.context(settings, stage);
  }
}
