package io.spendcast.domain.card;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.json.JsonObject;
import io.spendcast.domain.json.JsonText;
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
 * What scoring needs to know of a model's files, as tags of the version: so models can be listed
 * without a look at their files, which for an old one may be gone.
 */
public final class ArtifactTags {
  private static final List<String> KEYS =
      Stream.of(TagKey.MODEL_FORMAT, TagKey.MODEL_INPUTS, TagKey.FEATURE_FINGERPRINT)
          .map(TagKey::key)
          .toList();

  private ArtifactTags() {}

  /** The tags of files that are registered. */
  public static Map<String, String> of(String release, ModelArtifact model) {
    Map<String, String> tags = new TreeMap<>();
    tags.put(TagKey.RELEASE.key(), release);
    tags.put(TagKey.MODEL_FORMAT.key(), model.format().name());
    tags.put(TagKey.MODEL_INPUTS.key(), JsonText.of(model.inputs()));
    tags.put(TagKey.FEATURE_FINGERPRINT.key(), model.features().value());
    return tags;
  }

  /** The keys of the tags that only describe files. */
  public static List<String> keys() {
    return KEYS;
  }

  /** Whether Spendcast registered the version. */
  public static boolean isOurs(Map<String, String> tags) {
    return tags.containsKey(TagKey.MODEL_FORMAT.key()) || tags.containsKey(TagKey.RELEASE.key());
  }

  /**
   * The model at a location; empty if the tags are not ours.
   *
   * @throws IllegalArgumentException if they were changed
   */
  public static Optional<ModelArtifact> artifact(Map<String, String> tags, URI location) {
    return Optional.ofNullable(tags.get(TagKey.MODEL_FORMAT.key()))
        .map(
            format ->
                new ModelArtifact(
                    location,
                    ModelFormat.valueOf(format),
                    inputs(tags),
                    new Fingerprint(tags.getOrDefault(TagKey.FEATURE_FINGERPRINT.key(), ""))));
  }

  private static List<String> inputs(Map<String, String> tags) {
    String list = tags.getOrDefault(TagKey.MODEL_INPUTS.key(), "");
    return JsonObject.parse("{\"inputs\":%s}".formatted(list)).texts("inputs");
  }

  /** What people read first of a version. */
  public static String description(Map<String, String> tags) {
    return Stream.of(TagKey.ALGORITHM, TagKey.VERDICT, TagKey.VERDICT_REASON)
        .map(key -> tags.get(key.key()))
        .filter(text -> text != null && !text.isBlank())
        .collect(Collectors.joining(", "));
  }
}
