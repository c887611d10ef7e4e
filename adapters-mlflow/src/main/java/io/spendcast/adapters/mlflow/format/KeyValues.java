package io.spendcast.adapters.mlflow.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Params and tags as the server's protocol has them. */
public final class KeyValues {
  private KeyValues() {}

  /** One entry. */
  public static Map<String, Object> pair(String key, String value) {
    Map<String, Object> pair = new LinkedHashMap<>();
    pair.put("key", key);
    pair.put("value", value);
    return pair;
  }

  /** All entries, in the order of their keys. */
  public static List<Map<String, Object>> of(Map<String, String> entries) {
    return new TreeMap<>(entries)
        .entrySet().stream().map(entry -> pair(entry.getKey(), entry.getValue())).toList();
  }
}
