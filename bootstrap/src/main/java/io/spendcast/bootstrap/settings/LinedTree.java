package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** A value as a tree, with the origin of every part of it, such as {@code [0].columns.date}. */
final class LinedTree {
  private final JsonParser parser;
  private final IntFunction<Origin> origin;
  private final Map<String, Origin> origins = new LinkedHashMap<>();

  LinedTree(JsonParser parser, IntFunction<Origin> origin) {
    this.parser = parser;
    this.origin = origin;
  }

  Map<String, Origin> origins() {
    return origins;
  }

  /** Reads the value at which the parser stands. */
  JsonNode read() throws IOException {
    return value("");
  }

  private JsonNode value(String path) throws IOException {
    return switch (parser.currentToken()) {
      case START_ARRAY -> list(path);
      case START_OBJECT -> map(path);
      default -> parser.readValueAsTree();
    };
  }

  private ArrayNode list(String path) throws IOException {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String place = "%s[%d]".formatted(path, list.size());
      note(place);
      list.add(value(place));
    }
    return list;
  }

  private ObjectNode map(String path) throws IOException {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      note(path + "." + name);
      parser.nextToken();
      map.set(name, value(path + "." + name));
    }
    return map;
  }

  private void note(String place) {
    origins.put(place, origin.apply(parser.currentTokenLocation().getLineNr()));
  }
}
