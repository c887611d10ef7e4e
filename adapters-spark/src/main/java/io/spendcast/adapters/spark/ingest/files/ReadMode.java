package io.spendcast.adapters.spark.ingest.files;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.Locale;
import java.util.Map;

/** What the option {@code mode} says about records that cannot be read. */
public enum ReadMode {
  /** They are kept apart. */
  PERMISSIVE,
  /** One of them refuses the source. */
  FAILFAST;

  /**
   * The mode of an entry.
   *
   * @throws SpendcastException {@code INVALID} if it is none, or would lose records
   */
  public static ReadMode of(Map<String, String> options) {
    return options.entrySet().stream()
        .filter(option -> option.getKey().equalsIgnoreCase("mode"))
        .map(option -> mode(option.getValue()))
        .findFirst()
        .orElse(PERMISSIVE);
  }

  private static ReadMode mode(String text) {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "PERMISSIVE" -> PERMISSIVE;
      case "FAILFAST" -> FAILFAST;
      case "DROPMALFORMED" -> throw refused(text, "records would be lost without being counted");
      default -> throw refused(text, "the modes are PERMISSIVE and FAILFAST");
    };
  }

  private static SpendcastException refused(String text, String why) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot read with options: {mode: %s}: %s.".formatted(text, why),
        "Leave the option out: records that cannot be read are kept apart and counted.");
  }
}
