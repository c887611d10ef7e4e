package io.spendcast.adapters.databricks.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.ModelFormat;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What we must know of a version without a look at its files, kept as its tags.
 *
 * <p>Unity Catalog's keys have no dots, its values at most 1000 characters, a workspace's at most
 * 500: a dot is written as two underscores, and a long value in parts.
 */
final class VersionTags {
  /** The tag that recognises a registration when it is sent again. */
  static final String RELEASE = "spendcast.release";

  /** The tag with the digest of the files. */
  static final String DIGEST = "spendcast.files_digest";

  private static final String FORMAT = "spendcast.model_format";
  private static final String INPUTS = "spendcast.model_inputs";
  private static final String FEATURES = "spendcast.feature_fingerprint";
  private static final String DOT = "__";
  private static final String PART = "__part";
  private static final int LONGEST = 450;
  private static final JsonMapper JSON = new JsonMapper();

  private VersionTags() {}

  static Map<String, String> of(ModelRegistration registration, String digest) {
    Map<String, String> tags = new TreeMap<>(registration.tags());
    tags.put(RELEASE, registration.release());
    tags.put(DIGEST, digest);
    tags.put(FORMAT, registration.artifact().format().name());
    tags.put(INPUTS, json(registration.artifact().inputs()));
    tags.put(FEATURES, registration.artifact().features().value());
    return tags;
  }

  private static String json(List<String> inputs) {
    try {
      return JSON.writeValueAsString(inputs);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of texts is always JSON", e);
    }
  }

  /** The model that the tags describe; {@code IllegalArgumentException} if they do not. */
  static ModelArtifact artifact(Map<String, String> tags, URI location) {
    try {
      return new ModelArtifact(
          location,
          ModelFormat.valueOf(text(tags, FORMAT)),
          JSON.readValue(text(tags, INPUTS), new TypeReference<List<String>>() {}),
          new Fingerprint(text(tags, FEATURES)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String text(Map<String, String> tags, String key) {
    return Optional.ofNullable(tags.get(key))
        .orElseThrow(() -> new IllegalArgumentException("no tag " + key));
  }

  /** Without those that only concern the registry. */
  static Map<String, String> shown(Map<String, String> tags) {
    Map<String, String> shown = new HashMap<>(tags);
    shown.keySet().removeAll(List.of(DIGEST, FORMAT, INPUTS, FEATURES));
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
