package io.spendcast.domain.registry;

import java.util.List;
import java.util.Optional;

/**
 * A model with all its versions.
 *
 * @param name the model
 * @param versions ascending by number
 */
public record RegisteredModel(ModelName name, List<ModelVersion> versions) {
  /** Copies the versions. */
  public RegisteredModel {
    versions = List.copyOf(versions);
  }

  /** The version that holds an exclusive stage. */
  public Optional<ModelVersion> in(Stage stage) {
    return versions.stream().filter(version -> version.stage() == stage).findFirst();
  }

  /** The version of this number. */
  public Optional<ModelVersion> version(int number) {
    return versions.stream().filter(version -> version.number() == number).findFirst();
  }
}
