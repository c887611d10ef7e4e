package io.spendcast.bootstrap.settings.section;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.spendcast.adapters.spark.SparkConfig;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A map inside a list of the configuration, read key by key; what is wrong is noted. */
final class EntryNode {
  private final String path;
  private final JsonNode map;
  private final Rules rules;

  /**
   * A map to read.
   *
   * @param path how it is called in problems
   */
  EntryNode(String path, JsonNode map, Rules rules) {
    this.path = path;
    this.map = map;
    this.rules = rules;
    rules.require(map.isObject(), path, "be a map", map);
  }

  String path() {
    return path;
  }

  boolean has(String key) {
    return map.hasNonNull(key);
  }

  /** Notes every key that is none of these. */
  void allowOnly(List<String> keys) {
    for (Iterator<String> names = map.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!keys.contains(name)) {
        rules.note(
            "%s.%s is not a key%s"
                .formatted(
                    path,
                    name,
                    Nearest.to(name, keys)
                        .map("; did you mean %s?"::formatted)
                        .orElse("; there are " + String.join(", ", keys))));
      }
    }
  }

  Optional<String> text(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    JsonNode value = map.get(key);
    rules.require(value.isValueNode(), path + "." + key, "be a text", value);
    return Optional.of(value.asText());
  }

  /** The text, or an empty one after noting that it is missing. */
  String required(String key, String rule) {
    rules.require(has(key), path + "." + key, rule, "missing");
    return text(key).orElse("");
  }

  /** A Spark SQL expression. */
  Optional<String> expression(String key) {
    Optional<String> text = text(key);
    text.flatMap(SparkConfig::problemOfExpression)
        .ifPresent(
            why ->
                rules.note(
                    "%s.%s must be a Spark SQL expression, not \"%s\": %s"
                        .formatted(path, key, text.get(), why)));
    return text;
  }

  String requiredExpression(String key) {
    rules.require(has(key), path + "." + key, "be a Spark SQL expression", "missing");
    return expression(key).orElse("");
  }

  void require(boolean holds, String key, String rule, Object value) {
    rules.require(holds, path + "." + key, rule, value);
  }

  EntryNode map(String key) {
    JsonNode value = has(key) ? map.get(key) : JsonNodeFactory.instance.objectNode();
    return new EntryNode(path + "." + key, value, rules);
  }

  Map<String, String> texts(String key) {
    Map<String, String> texts = new TreeMap<>();
    if (has(key)) {
      map(key).map.fields().forEachRemaining(e -> texts.put(e.getKey(), e.getValue().asText()));
    }
    return texts;
  }

  List<EntryNode> list(String key) {
    List<EntryNode> entries = new ArrayList<>();
    if (has(key)) {
      JsonNode list = map.get(key);
      rules.require(list.isArray(), path + "." + key, "be a list", list);
      for (int i = 0; list.isArray() && i < list.size(); i++) {
        entries.add(new EntryNode("%s.%s[%s]".formatted(path, key, i), list.get(i), rules));
      }
    }
    return entries;
  }
}
