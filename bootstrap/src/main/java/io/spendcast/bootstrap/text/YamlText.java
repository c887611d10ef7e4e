package io.spendcast.bootstrap.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes scalars of YAML so that every reader takes them as texts. */
final class YamlText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_./][A-Za-z0-9_./()-]*");
  private static final Set<String> OTHER_THAN_TEXT =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf");

  private YamlText() {}

  /** The text as a scalar, in quotes where it could be taken for something else. */
  static String of(String text) {
    boolean plain =
        PLAIN.matcher(text).matches() && !OTHER_THAN_TEXT.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : quoted(text);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(sign -> quoted.append(escaped(sign)));
    return quoted.append('"').toString();
  }

  private static String escaped(int sign) {
    return switch (sign) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      default ->
          isUnseen(sign) ? String.format(Locale.ROOT, "\\u%04x", sign) : Character.toString(sign);
    };
  }

  /** Signs that break lines, or that nobody sees. */
  private static boolean isUnseen(int sign) {
    return Character.isISOControl(sign)
        || sign == 0x2028
        || sign == 0x2029
        || sign == 0xfeff
        || Character.getType(sign) == Character.SURROGATE;
  }

  /** A map in one line. */
  static String of(Map<String, String> map) {
    return map.entrySet().stream()
        .map(entry -> "%s: %s".formatted(of(entry.getKey()), of(entry.getValue())))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
