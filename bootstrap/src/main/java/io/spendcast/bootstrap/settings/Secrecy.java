package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A value as it may be shown: what may be a secret is masked, by its name, by its form, or since it
 * is free-form and nobody knows that it is none.
 *
 * @param masked the value with masks
 * @param hidden the names of what is behind them
 */
record Secrecy(JsonNode masked, List<String> hidden) {
  /** Names that sound like secrets, and are none. */
  private static final Set<String> HARMLESS = Set.of("databricks.secret-scope");

  private static final Pattern NAME =
      Pattern.compile(
          "(?is).*(secret|passw|passphrase|pwd|token|credential"
              + "|(access|account|api|auth|private|storage)[-_.]?key|[-_.]sas([-_.]|$)).*");
  private static final Pattern TEXT =
      Pattern.compile(
          "(?is).*(://[^/]*@|://[^/@\\s]*:[^@\\s]*@|[?&;](sig|key|code)=|(pw|pwd|password|passphrase|token|secret)=).*");
  private static final TextNode MASK = TextNode.valueOf("*** redacted ***");

  /** Copies the list. */
  Secrecy {
    hidden = List.copyOf(hidden);
  }

  static Secrecy of(String name, JsonNode value) {
    List<String> hidden = new ArrayList<>();
    return new Secrecy(masked(name, name, value, hidden), hidden);
  }

  private static JsonNode masked(String place, String name, JsonNode value, List<String> hidden) {
    if (isSecret(name, value) || !isKnownHarmless(place, value)) {
      hidden.add(place);
      return MASK;
    }
    if (value.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      for (JsonNode entry : value) {
        list.add(masked("%s[%s]".formatted(place, list.size()), name, entry, hidden));
      }
      return list;
    }
    return value.isObject() ? maskedMap(place, value, hidden) : value;
  }

  private static ObjectNode maskedMap(String place, JsonNode value, List<String> hidden) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String name = entry.getKey();
      map.set(name, masked(place + "." + name, name, entry.getValue(), hidden));
    }
    return map;
  }

  private static boolean isSecret(String name, JsonNode value) {
    boolean isEmpty = value.isValueNode() ? value.asText("").isEmpty() : value.isEmpty();
    boolean byForm = value.isValueNode() && TEXT.matcher(value.asText()).matches();
    return !isEmpty
        && !HARMLESS.contains(name)
        && !KnownHarmless.isReference(value)
        && (byForm || NAME.matcher(name).matches());
  }

  private static boolean isKnownHarmless(String place, JsonNode value) {
    return !value.isValueNode() || value.isNull() || KnownHarmless.isOne(place, value);
  }

  /** Whether a part of a value looks like a secret; what only nobody knows does not. */
  static boolean looksSecret(String name, JsonNode value) {
    if (isSecret(name, value)) {
      return true;
    }
    for (JsonNode entry : value.isArray() ? value : JsonNodeFactory.instance.arrayNode()) {
      if (looksSecret(name, entry)) {
        return true;
      }
    }
    return value.properties().stream()
        .anyMatch(entry -> looksSecret(entry.getKey(), entry.getValue()));
  }

  /** Whether there is nothing else to show. */
  boolean hidesAll() {
    return masked.equals(MASK);
  }

  /** The value without what is masked. */
  JsonNode rest() {
    return without(masked);
  }

  private static JsonNode without(JsonNode value) {
    if (value.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      value.forEach(entry -> list.add(without(entry)));
      return list;
    }
    if (!value.isObject()) {
      return value;
    }
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    value.properties().stream()
        .filter(entry -> !entry.getValue().equals(MASK))
        .forEach(entry -> map.set(entry.getKey(), without(entry.getValue())));
    return map;
  }
}
