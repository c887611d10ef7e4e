package io.spendcast.domain.card;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A text that may be longer than a registry takes: MLflow's databases took 5,000 characters for
 * long. It is stored in parts, the first under the key, the others under the key with a number.
 */
final class LongTag {
  private static final int LONGEST = 4_500;

  private LongTag() {}

  static Map<String, String> written(TagKey key, String text) {
    Map<String, String> tags = new TreeMap<>();
    for (int part = 0; part * LONGEST < text.length(); part++) {
      int end = Math.min(text.length(), (part + 1) * LONGEST);
      tags.put(name(key, part), text.substring(part * LONGEST, end));
    }
    return tags;
  }

  static Optional<String> read(TagKey key, Map<String, String> tags) {
    StringBuilder text = new StringBuilder();
    for (int part = 0; tags.containsKey(name(key, part)); part++) {
      text.append(tags.get(name(key, part)));
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
  }

  private static String name(TagKey key, int part) {
    return part == 0 ? key.key() : key.of("." + (part + 1));
  }
}
