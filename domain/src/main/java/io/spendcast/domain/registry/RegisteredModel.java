package io.spendcast.domain.registry;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

  /**
   * The version that holds an exclusive stage; of another, one of those that are in it.
   *
   * @throws io.spendcast.domain.SpendcastException {@code INVALID} if several hold an exclusive
   *     one, as a registry lets its users make them
   */
  public Optional<ModelVersion> in(Stage stage) {
    return staged().holder(stage).flatMap(this::version);
  }

  /** The stage of each version. */
  public StagedVersions staged() {
    return new StagedVersions(
        name,
        versions.stream().collect(Collectors.toMap(ModelVersion::number, ModelVersion::stage)));
  }

  /** The version of this number. */
  public Optional<ModelVersion> version(int number) {
    return versions.stream().filter(version -> version.number() == number).findFirst();
  }

  /** The version of this number, which must be there. */
  public ModelVersion require(int number) {
    return version(number).orElseThrow(() -> StagedVersions.unknown(name, number));
  }
}
