package io.spendcast.bootstrap.settings.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A value of a YAML text. Aliases are resolved. */
public sealed interface YamlValue {
  /** The value without its lines. */
  JsonNode json();

  /**
   * Notes the line of every part.
   *
   * @param place how the value itself is called, such as {@code [0].columns}
   */
  void noteLines(String place, Map<String, Integer> lines);

  /** The line of every part, such as {@code [0].columns.date}; the value itself has none. */
  default Map<String, Integer> lines() {
    Map<String, Integer> lines = new TreeMap<>();
    noteLines("", lines);
    return lines;
  }

  /**
   * A text, a number, a truth value or nothing.
   *
   * @param json prints the source text, whatever it is; nothing is null
   */
  record Scalar(JsonNode json) implements YamlValue {
    @Override
    public void noteLines(String place, Map<String, Integer> lines) {}
  }

  /**
   * A list.
   *
   * @param parts its values with their lines; the names are empty
   */
  record Sequence(List<Part> parts) implements YamlValue {
    /** Copies the parts. */
    public Sequence {
      parts = List.copyOf(parts);
    }

    @Override
    public ArrayNode json() {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      parts.forEach(part -> list.add(part.value().json()));
      return list;
    }

    @Override
    public void noteLines(String place, Map<String, Integer> lines) {
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).noteLines("%s[%s]".formatted(place, i), lines);
      }
    }
  }

  /**
   * A map, in the order of the text.
   *
   * @param parts its values with names, each of which is used once, and lines
   */
  record Mapping(List<Part> parts) implements YamlValue {
    /** Copies the parts. */
    public Mapping {
      parts = List.copyOf(parts);
    }

    @Override
    public ObjectNode json() {
      ObjectNode map = JsonNodeFactory.instance.objectNode();
      parts.forEach(part -> map.set(part.name(), part.value().json()));
      return map;
    }

    @Override
    public void noteLines(String place, Map<String, Integer> lines) {
      parts.forEach(part -> part.noteLines(place + "." + part.name(), lines));
    }
  }

  /**
   * A value in its place.
   *
   * @param name its key as it is written, if it is in a map
   * @param line where the key or the entry begins, from 1
   * @param value what stands there
   */
  record Part(String name, int line, YamlValue value) {
    private void noteLines(String place, Map<String, Integer> lines) {
      lines.put(place, line);
      value.noteLines(place, lines);
    }
  }
}
