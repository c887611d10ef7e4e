package io.spendcast.adapters.databricks.registry;

import io.spendcast.domain.card.ArtifactTags;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.training.ModelArtifact;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What we must know of a version without a look at its files, kept as its tags.
 *
 * <p>Unity Catalog's keys have no dots, its values at most 1000 characters, a workspace's at most
 * 500: a dot is written as two underscores, and a long value in parts.
 */
final class VersionTags {
  private static final String DOT = "__";
  private static final String PART = "__part";
  private static final int LONGEST = 450;

  private VersionTags() {}

  static Map<String, String> of(ModelRegistration registration, String digest) {
    Map<String, String> tags = new TreeMap<>(registration.tags());
    tags.putAll(ArtifactTags.of(registration.release(), registration.artifact()));
    tags.put(TagKey.FILES_DIGEST.key(), digest);
    return tags;
  }

  /** The model that the tags describe; {@code IllegalArgumentException} if they do not. */
  static ModelArtifact artifact(Map<String, String> tags, URI location) {
    return ArtifactTags.artifact(tags, location)
        .orElseThrow(() -> new IllegalArgumentException("no tags of a model"));
  }

  /** Without those that only concern the registry. */
  static Map<String, String> shown(Map<String, String> tags) {
    Map<String, String> shown = new HashMap<>(tags);
    shown.remove(TagKey.FILES_DIGEST.key());
    shown.keySet().removeAll(ArtifactTags.keys());
    return shown;
  }

  /** As the platform takes one tag. */
  static Map<String, String> written(String key, String value) {
    Map<String, String> written = new TreeMap<>();
    String name = key.replace(".", DOT);
    if (value.length() <= LONGEST) {
      written.put(name, value);
      return written;
    }
    for (int part = 0; part * LONGEST < value.length(); part++) {
      int end = Math.min(value.length(), (part + 1) * LONGEST);
      written.put(name + PART + part, value.substring(part * LONGEST, end));
    }
    return written;
  }

  static Map<String, String> written(Map<String, String> tags) {
    Map<String, String> written = new TreeMap<>();
    tags.forEach((key, value) -> written.putAll(written(key, value)));
    return written;
  }

  /** As we wrote them; the tags of others too. */
  static Map<String, String> read(Map<String, String> written) {
    Map<String, String> tags = new HashMap<>();
    for (Map.Entry<String, String> tag : new TreeMap<>(written).entrySet()) {
      if (!tag.getKey().matches(".*" + PART + "\\d+")) {
        tags.put(tag.getKey().replace(DOT, "."), tag.getValue());
      }
    }
    for (String key : written.keySet()) {
      if (key.endsWith(PART + "0")) {
        String name = key.substring(0, key.length() - PART.length() - 1);
        tags.putIfAbsent(name.replace(DOT, "."), joined(name, written));
      }
    }
    return tags;
  }

  private static String joined(String name, Map<String, String> written) {
    StringBuilder value = new StringBuilder();
    for (int part = 0; written.containsKey(name + PART + part); part++) {
      value.append(written.get(name + PART + part));
    }
    return value.toString();
  }
}
