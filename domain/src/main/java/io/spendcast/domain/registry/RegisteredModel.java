package io.spendcast.domain.registry;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
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
   * @throws SpendcastException {@code INVALID} if several hold an exclusive one, as a registry lets
   *     its users make them
   */
  public Optional<ModelVersion> in(Stage stage) {
    List<ModelVersion> holders =
        versions.stream().filter(version -> version.stage() == stage).toList();
    if (stage.isExclusive() && holders.size() > 1) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot tell which version of %s is in %s: versions %s are."
              .formatted(
                  name,
                  stage.label(),
                  holders.stream()
                      .map(version -> Integer.toString(version.number()))
                      .collect(Collectors.joining(" and "))),
          "Leave one of them there: `spendcast promote VERSION --to archived --force --reason"
              + " \"WHY\"` takes one out.");
    }
    return holders.stream().findFirst();
  }

  /** The version of this number. */
  public Optional<ModelVersion> version(int number) {
    return versions.stream().filter(version -> version.number() == number).findFirst();
  }
}
