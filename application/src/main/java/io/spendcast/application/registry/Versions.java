package io.spendcast.application.registry;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;

/** Looks up what must be registered, or says what to do. */
final class Versions {
  private Versions() {}

  static RegisteredModel model(ModelRegistry registry, ModelName name) {
    return registry
        .find(name)
        .orElseThrow(
            () ->
                new SpendcastException(
                    Kind.NOT_FOUND,
                    "Cannot find a registered model named %s.".formatted(name),
                    "Run the workflow first, or check registry.model and registry.uri."));
  }

  static ModelVersion version(RegisteredModel model, int number) {
    return model
        .version(number)
        .orElseThrow(
            () ->
                new SpendcastException(
                    Kind.NOT_FOUND,
                    "Cannot find version %s of %s.".formatted(number, model.name()),
                    "There are versions "
                        + model.versions().stream().map(ModelVersion::number).toList()
                        + "."));
  }
}
