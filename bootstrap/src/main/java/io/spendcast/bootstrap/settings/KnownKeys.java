package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys there are and what their values look like, both read off the defaults. A key whose
 * default is an empty map is free-form: below it every name is allowed. One whose default is an
 * empty list takes a list of maps, whose keys are checked where they are read.
 */
final class KnownKeys {
  private final Map<String, Setting> defaults = new LinkedHashMap<>();

  KnownKeys(List<Setting> defaults) {
    defaults.forEach(setting -> this.defaults.put(setting.key(), setting));
  }

  /** All keys, in the order of the documented file. */
  List<String> keys() {
    return List.copyOf(defaults.keySet());
  }

  Setting defaultOf(String key) {
    return defaults.get(key);
  }

  boolean isFreeForm(String key) {
    return defaults.containsKey(key) && example(key).isObject();
  }

  private JsonNode example(String key) {
    return defaults.get(key).value();
  }

  /** The key's sections and its name; the name of an entry of a free-form map may have dots. */
  List<String> path(String key) {
    return mapOf(key)
        .map(
            map ->
                Stream.concat(
                        Arrays.stream(map.split("\\.")), Stream.of(key.substring(map.length() + 1)))
                    .toList())
        .orElseGet(() -> List.of(key.split("\\.")));
  }

  /** The free-form map that this key is an entry of. */
  Optional<String> mapOf(String key) {
    return defaults.keySet().stream()
        .filter(this::isFreeForm)
        .filter(map -> key.startsWith(map + "."))
        .findFirst();
  }

  /** Whether the default is text, so that a value is taken as it is typed. */
  boolean isText(String key) {
    return defaults.containsKey(key) && example(key).isTextual();
  }

  /** Whether there is nothing to take over: an empty section, or an empty free-form map. */
  boolean isEmpty(Setting setting) {
    boolean nothing =
        setting.value().isObject()
            ? setting.value().isEmpty()
            : setting.value().isValueNode() && setting.value().asText("").isEmpty();
    return nothing && (isSection(setting.key()) || isFreeForm(setting.key()));
  }

  /** The setting in the form of its default, or empty after noting why it has no place. */
  Optional<Setting> accept(Setting setting, Problems problems) {
    if (mapOf(setting.key()).isPresent()) {
      return Optional.of(setting);
    }
    if (!defaults.containsKey(setting.key())) {
      problems.add(unknown(setting));
      return Optional.empty();
    }
    Optional<JsonNode> value = inFormOf(example(setting.key()), setting.value());
    if (value.isEmpty()) {
      problems.add(
          "%s must be %s, not %s (%s)."
              .formatted(
                  setting.key(), form(example(setting.key())), setting.shown(), setting.origin()));
    }
    return value.map(setting::withValue);
  }

  private static Optional<JsonNode> inFormOf(JsonNode example, JsonNode value) {
    if (example.isTextual()) {
      return Optional.of(value)
          .filter(node -> node.isValueNode() && !node.isNull())
          .map(node -> TextNode.valueOf(node.asText()));
    }
    if (isListOfMaps(example)) {
      return Optional.of(value).filter(JsonNode::isArray);
    }
    if (example.isArray()) {
      return Optional.of(value.isArray() ? value : listOf(value))
          .filter(list -> isListLike(example, list));
    }
    if (example.isObject()) {
      return Optional.of(value).filter(JsonNode::isObject);
    }
    return Optional.of(value)
        .filter(example.isIntegralNumber() ? JsonNode::canConvertToLong : JsonNode::isNumber)
        .filter(node -> !example.isIntegralNumber() || node.isIntegralNumber());
  }

  private static boolean isListOfMaps(JsonNode example) {
    return example.isArray() && example.isEmpty();
  }

  private static JsonNode listOf(JsonNode only) {
    return JsonNodeFactory.instance.arrayNode().add(only);
  }

  private static boolean isListLike(JsonNode example, JsonNode list) {
    return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
        .map(list::get)
        .allMatch(entry -> isNumbers(example) ? entry.canConvertToInt() : entry.isTextual());
  }

  private static boolean isNumbers(JsonNode example) {
    return example.get(0).isIntegralNumber();
  }

  private static String form(JsonNode example) {
    return switch (example.getNodeType()) {
      case NUMBER -> example.isIntegralNumber() ? "a whole number" : "a number";
      case ARRAY ->
          isListOfMaps(example)
              ? "a list of maps"
              : isNumbers(example) ? "a list of whole numbers" : "a list of words";
      case OBJECT -> "a map";
      default -> "text";
    };
  }

  private String unknown(Setting setting) {
    String where = " (%s)".formatted(setting.origin());
    if (isSection(setting.key())) {
      return "%s is a section: set the keys in it, such as %s%s."
          .formatted(setting.key(), firstIn(setting.key()), where);
    }
    return "%s is not a key%s%s."
        .formatted(
            setting.key(),
            where,
            nearest(setting.key()).map(near -> "; did you mean %s?".formatted(near)).orElse(""))
        .replace("?.", "?");
  }

  private boolean isSection(String key) {
    return defaults.keySet().stream().anyMatch(known -> known.startsWith(key + "."));
  }

  private String firstIn(String section) {
    return defaults.keySet().stream()
        .filter(known -> known.startsWith(section + "."))
        .findFirst()
        .orElseThrow();
  }

  private Optional<String> nearest(String key) {
    return Nearest.to(key, defaults.keySet())
        .or(
            () ->
                defaults.keySet().stream()
                    .filter(known -> lastPart(known).equals(lastPart(key)))
                    .min(
                        Comparator.comparing(KnownKeys::depth)
                            .thenComparing(Comparator.naturalOrder())));
  }

  private static long depth(String key) {
    return key.chars().filter(letter -> letter == '.').count();
  }

  private static String lastPart(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
