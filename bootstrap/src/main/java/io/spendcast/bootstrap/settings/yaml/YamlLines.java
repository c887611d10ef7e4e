package io.spendcast.bootstrap.settings.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.reader.StreamReader;

/** Writes values in one line each, as JSON that is YAML as well. */
public final class YamlLines {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  /** What YAML takes for the end of a line, and the byte order mark. */
  private static final Set<Integer> SPECIAL = Set.of(0x85, 0x2028, 0x2029, 0xFEFF);

  private YamlLines() {}

  /** A value, such as {@code {"a": [1, "no"]}}. */
  public static String value(JsonNode value) {
    StringBuilder line = new StringBuilder();
    value
        .toString()
        .codePoints()
        .forEach(
            letter -> {
              if (StreamReader.isPrintable(letter) && !SPECIAL.contains(letter)) {
                line.appendCodePoint(letter);
              } else {
                line.append(String.format(Locale.ROOT, "\\u%04x", letter));
              }
            });
    return line.toString();
  }

  /** A key, in quotes where it needs them. */
  public static String key(String key) {
    return PLAIN.matcher(key).matches() ? key : value(TextNode.valueOf(key));
  }

  /** A text for a comment, which must not end before the line does. */
  public static String comment(String text) {
    return text.codePoints()
        .map(
            letter ->
                letter >= ' ' && StreamReader.isPrintable(letter) && !SPECIAL.contains(letter)
                    ? letter
                    : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
