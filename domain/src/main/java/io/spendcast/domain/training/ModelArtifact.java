package io.spendcast.domain.training;

import io.spendcast.domain.Fingerprint;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * A model's files and what is needed to score with them.
 *
 * @param location the directory that holds them
 * @param format what they are
 * @param inputs the features the model reads, in order
 * @param features fingerprint of the feature set it was trained on
 */
public record ModelArtifact(
    URI location, ModelFormat format, List<String> inputs, Fingerprint features) {
  /** Copies the inputs. */
  public ModelArtifact {
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(features, "features");
    inputs = List.copyOf(inputs);
  }

  /** The same model with its files elsewhere. */
  public ModelArtifact at(URI elsewhere) {
    return new ModelArtifact(elsewhere, format, inputs, features);
  }
}
