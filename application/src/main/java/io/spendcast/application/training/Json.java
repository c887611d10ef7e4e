package io.spendcast.application.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the two small documents that go with a tracked run; the application has no library to do
 * it with.
 */
final class Json {
  private Json() {}

  /** The JSON text of maps, lists, numbers and strings; numbers that are not finite become null. */
  static String of(Object value) {
    if (value instanceof Map<?, ?> map) {
      return new TreeMap<Object, Object>(map)
          .entrySet().stream()
              .map(entry -> quoted(entry.getKey()) + ": " + of(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Json::of).collect(Collectors.joining(",\n", "[", "]"));
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return "null";
    }
    return value instanceof Number ? value.toString() : quoted(value);
  }

  private static String quoted(Object text) {
    return "\"" + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
