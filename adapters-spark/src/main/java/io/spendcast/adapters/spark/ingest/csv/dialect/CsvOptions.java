package io.spendcast.adapters.spark.ingest.csv.dialect;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The options of an entry, by Spark's names for them, whose case does not matter. */
public final class CsvOptions {
  private static final List<String> KNOWN =
      List.of(
          "sep",
          "delimiter",
          "quote",
          "escape",
          "encoding",
          "charset",
          "header",
          "comment",
          "nullValue",
          "emptyValue",
          "ignoreLeadingWhiteSpace",
          "ignoreTrailingWhiteSpace",
          "lineSep",
          "multiLine",
          "mode",
          "dateFormat",
          "timestampFormat");

  /** They decide nothing here: columns are found by name, and no record is too wide. */
  private static final List<String> WITHOUT_EFFECT =
      List.of("enforceSchema", "maxColumns", "maxCharsPerColumn", "samplingRatio");

  private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  public CsvOptions(Map<String, String> given) {
    values.putAll(given);
    values.keySet().forEach(this::requireKnown);
    Optional.ofNullable(values.get("inferSchema"))
        .filter(text -> !text.equalsIgnoreCase("false"))
        .ifPresent(
            text -> {
              throw refused(
                  "inferSchema", text, "every value is a text until its expression reads it");
            });
  }

  private void requireKnown(String key) {
    if (!isOne(KNOWN, key) && !isOne(WITHOUT_EFFECT, key) && !key.equalsIgnoreCase("inferSchema")) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot read CSV with options: {%s: …}: there is no such option.".formatted(key),
          "The options of CSV are "
              + KNOWN.stream().sorted().collect(Collectors.joining(", "))
              + ". The path chooses which files are read.");
    }
  }

  private static boolean isOne(List<String> names, String key) {
    return names.stream().anyMatch(key::equalsIgnoreCase);
  }

  /** The refusal of an option. */
  static SpendcastException refused(String key, String value, String why) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot read CSV with options: {%s: \"%s\"}: %s.".formatted(key, value, why),
        "Correct or remove the option.");
  }

  public Optional<String> text(String... keys) {
    return List.of(keys).stream().map(values::get).filter(value -> value != null).findFirst();
  }

  /** Whether the option is on. */
  Optional<Boolean> flag(String key) {
    return text(key)
        .map(
            value ->
                switch (value.strip().toLowerCase(Locale.ROOT)) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw refused(key, value, "it is true or false");
                });
  }

  /** A single character; 0 if the option says that there is none. */
  Optional<Character> sign(String key) {
    return text(key)
        .map(
            value -> {
              String sign = unescaped(value);
              if (sign.length() > 1) {
                throw refused(key, value, "it is a single character");
              }
              return sign.isEmpty() ? '\0' : sign.charAt(0);
            });
  }

  /** A text in which {@code \t} and the like are written out. */
  static String unescaped(String value) {
    return value
        .replace("\\t", "\t")
        .replace("\\n", "\n")
        .replace("\\r", "\r")
        .replace("\\u0000", "\u0000")
        .replace("\\\\", "\\");
  }
}
