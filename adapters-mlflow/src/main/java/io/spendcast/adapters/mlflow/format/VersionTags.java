package io.spendcast.adapters.mlflow.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.ModelFormat;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What scoring needs, kept as tags of the version, so that models can be listed without a look at
 * their files, which for an old one may be gone.
 */
public final class VersionTags {
  /** The tag that recognises a registration when it is sent again. */
  public static final String RELEASE = "spendcast.release";

  private static final String FORMAT = "spendcast.model_format";
  private static final String INPUTS = "spendcast.model_inputs";
  private static final String FEATURES = "spendcast.feature_fingerprint";
  private static final JsonMapper JSON = new JsonMapper();

  private VersionTags() {}

  /** Whether we registered the version. */
  public static boolean isOurs(Map<String, String> tags) {
    return tags.containsKey(FORMAT) || tags.containsKey(RELEASE);
  }

  public static Map<String, String> of(ModelRegistration registration, String digest) {
    Map<String, String> tags = new TreeMap<>(registration.tags());
    tags.put(RELEASE, registration.release());
    tags.put(ModelDigest.TAG, digest);
    tags.put(FORMAT, registration.artifact().format().name());
    tags.put(INPUTS, Signature.json(registration.artifact().inputs()));
    tags.put(FEATURES, registration.artifact().features().value());
    return tags;
  }

  /** What people read first. */
  public static String description(ModelRegistration registration) {
    return Stream.of("spendcast.algorithm", "spendcast.verdict", "spendcast.verdict_reason")
        .map(registration.tags()::get)
        .filter(text -> text != null && !text.isBlank())
        .collect(Collectors.joining(", "));
  }

  /**
   * The model at a location, if the tags are ours.
   *
   * @throws IllegalArgumentException if they were changed
   */
  public static Optional<ModelArtifact> artifact(Map<String, String> tags, URI location) {
    if (!tags.containsKey(FORMAT)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ModelArtifact(
              location,
              ModelFormat.valueOf(tags.get(FORMAT)),
              JSON.readValue(tags.get(INPUTS), new TypeReference<List<String>>() {}),
              new Fingerprint(tags.getOrDefault(FEATURES, ""))));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
