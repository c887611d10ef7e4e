package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.spendcast.bootstrap.settings.section.Nearest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The keys there are and what their values look like, both read off the defaults. A key whose
 * default is an empty map is free-form: below it every name is allowed. One whose default is an
 * empty list takes a list of maps, whose keys are checked where they are read; all but one.
 */
final class KnownKeys {
  /** The list of words that is empty unless somebody fills it. */
  static final String PLUGINS = "plugins";

  private static final JsonNode WORDS = JsonNodeFactory.instance.arrayNode().add("");

  /** Free-form maps of texts alone; a map below is a longer name, as {@code a: {b: c}} is a.b. */
  private static final Set<String> OF_TEXTS = Set.of("spark.conf");

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

  /** The keys of a section and of the sections in it; all for the empty name. */
  List<String> keysBelow(String section) {
    return defaults.keySet().stream()
        .filter(key -> section.isEmpty() || key.startsWith(section + "."))
        .toList();
  }

  /** The key itself if there is such a key or section, or else the first above it. */
  String nearestAbove(String key) {
    String near = key;
    while (!near.isEmpty() && !defaults.containsKey(near) && !isSection(near)) {
      near = near.substring(0, Math.max(0, near.lastIndexOf('.')));
    }
    return near;
  }

  /** Whether a map under this key is one value, so that its names are not keys. */
  boolean isWhole(String key) {
    return defaults.containsKey(key)
        ? !isFreeForm(key)
        : mapOf(key).filter(map -> !OF_TEXTS.contains(map)).isPresent();
  }

  boolean isFreeForm(String key) {
    return defaults.containsKey(key) && example(key).isObject();
  }

  private JsonNode example(String key) {
    return key.equals(PLUGINS) ? WORDS : defaults.get(key).value();
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
    Optional<String> map = mapOf(setting.key());
    if (map.isPresent()) {
      return acceptEntry(map.get(), setting, problems);
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

  private static Optional<Setting> acceptEntry(String map, Setting entry, Problems problems) {
    boolean isText = OF_TEXTS.contains(map);
    if (entry.value().isNull() || (isText && entry.value().isContainerNode())) {
      problems.add(
          "%s must be %s, not %s (%s)."
              .formatted(entry.key(), isText ? "text" : "a value", entry.shown(), entry.origin()));
      return Optional.empty();
    }
    return Optional.of(entry);
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
      return listLike(example, value.isArray() ? value : listOf(value));
    }
    if (example.isObject()) {
      return Optional.of(value).filter(JsonNode::isObject);
    }
    return example.isIntegralNumber() ? Decimals.whole(value) : Decimals.number(value);
  }

  private static boolean isListOfMaps(JsonNode example) {
    return example.isArray() && example.isEmpty();
  }

  private static JsonNode listOf(JsonNode only) {
    return JsonNodeFactory.instance.arrayNode().add(only);
  }

  private static Optional<JsonNode> listLike(JsonNode example, JsonNode list) {
    ArrayNode alike = JsonNodeFactory.instance.arrayNode();
    for (JsonNode entry : list) {
      inFormOf(example.get(0), entry)
          .filter(fit -> !isNumbers(example) || fit.canConvertToInt())
          .ifPresent(alike::add);
    }
    return Optional.<JsonNode>of(alike).filter(all -> all.size() == list.size());
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

  boolean isSection(String key) {
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
        .or(() -> shallowest(known -> lastPart(known).equals(lastPart(key))));
  }

  /** The key whose last part is, or begins with, this name; a nearer one before a deeper one. */
  Optional<String> meantBy(String name) {
    return shallowest(key -> key.equals(name) || lastPart(key).equals(name))
        .or(() -> shallowest(key -> lastPart(key).startsWith(name + "-")));
  }

  private Optional<String> shallowest(Predicate<String> fits) {
    return defaults.keySet().stream()
        .filter(fits)
        .min(Comparator.comparing(KnownKeys::depth).thenComparing(Comparator.naturalOrder()));
  }

  private static long depth(String key) {
    return key.chars().filter(letter -> letter == '.').count();
  }

  private static String lastPart(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
