package io.spendcast.adapters.databricks.registry;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * A version as the platform reports it.
 *
 * @param number counts from 1
 * @param status whether it can be used
 * @param stage where it stands
 * @param source where its files were when it was registered
 * @param run the run that made it
 * @param tags text by name, as we gave it
 * @param created when it was registered
 */
record ServedVersion(
    int number,
    Status status,
    Stage stage,
    String source,
    String run,
    Map<String, String> tags,
    Instant created) {
  /** How far the registration is. */
  enum Status {
    PENDING,
    READY,
    FAILED
  }

  boolean isOf(String release) {
    return status != Status.FAILED && release.equals(tags.get(TagKey.RELEASE.key()));
  }

  boolean isReady() {
    return status == Status.READY;
  }

  ModelVersion version(ModelName name) {
    try {
      return new ModelVersion(
          name,
          number,
          stage,
          run,
          VersionTags.artifact(tags, URI.create(source)),
          VersionTags.shown(tags),
          created);
    } catch (IllegalArgumentException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot use version %s of %s: Spendcast did not register it, or its tags were changed."
              .formatted(number, name),
          "Delete the version in the workspace, or give it its tags back.",
          e);
    }
  }
}
