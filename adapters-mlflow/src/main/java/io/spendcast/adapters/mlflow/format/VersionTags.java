package io.spendcast.adapters.mlflow.format;

import io.spendcast.domain.card.ArtifactTags;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.registry.ModelRegistration;
import java.util.Map;
import java.util.TreeMap;

/** The tags of a version that is registered: those of its card and its files, and their digest. */
public final class VersionTags {
  private VersionTags() {}

  public static Map<String, String> of(ModelRegistration registration, String digest) {
    Map<String, String> tags = new TreeMap<>(registration.tags());
    tags.putAll(ArtifactTags.of(registration.release(), registration.artifact()));
    tags.put(TagKey.MODEL_DIGEST.key(), digest);
    return tags;
  }
}
