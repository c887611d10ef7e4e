package io.spendcast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.spendcast.domain.registry.ModelRegistry;

/** The {@link ModelRegistry}, wherever it is. */
final class RegistryModule extends AbstractModule {
  private final ModelRegistry registry;

  RegistryModule(ModelRegistry registry) {
    this.registry = registry;
  }

  @Provides
  ModelRegistry registry() {
    return registry;
  }
}
