package io.spendcast.domain.feature;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names that are made of the retailer's own words. A word gives the name that people expect; where
 * two features would have the same name, those that are made of such words get a digest of them.
 */
final class FeatureNames {
  private static final int LONGEST = 40;
  private static final int SHORT = 8;

  /** All digits of SHA-256: more than a name made of a word has letters. */
  private static final int WHOLE = 64;

  private FeatureNames() {}

  /** The word in letters, digits and underscores: without accents, or a digest if none are left. */
  static String identifier(String word) {
    String plain =
        Normalizer.normalize(word, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_|_$", "");
    if (plain.isEmpty()) {
      return digest(word, SHORT);
    }
    return plain.length() <= LONGEST
        ? plain
        : plain.substring(0, LONGEST) + "_" + digest(word, SHORT);
  }

  /** The same features with names of their own. Fixed names stay as they are. */
  static List<FeatureDefinition> distinct(List<FeatureDefinition> features) {
    return apart(apart(features, SHORT), WHOLE);
  }

  private static List<FeatureDefinition> apart(List<FeatureDefinition> features, int digits) {
    Map<String, Long> uses =
        features.stream().collect(groupingBy(FeatureDefinition::name, counting()));
    return features.stream()
        .map(feature -> uses.get(feature.name()) == 1 ? feature : renamed(feature, digits))
        .toList();
  }

  private static FeatureDefinition renamed(FeatureDefinition feature, int digits) {
    if (feature.sales().equals(SalesFilter.ALL)) {
      return feature;
    }
    String meaning =
        "%s %s %s".formatted(feature.measure(), feature.aggregation(), feature.sales());
    return feature.named(
        feature.name() + "__" + digest(meaning, digits),
        "%s (%s)".formatted(feature.description(), feature.sales()));
  }

  private static String digest(String text, int digits) {
    MessageDigest digest = sha256();
    text.chars()
        .forEach(
            letter -> {
              digest.update((byte) (letter >> Byte.SIZE));
              digest.update((byte) letter);
            });
    return HexFormat.of().formatHex(digest.digest()).substring(0, digits);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
