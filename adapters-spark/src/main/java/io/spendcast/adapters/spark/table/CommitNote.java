package io.spendcast.adapters.spark.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a writer tells of its commit, kept in the commit itself: it and the rows appear together.
 *
 * @param entries by name
 */
public record CommitNote(Map<String, String> entries) {
  /** Nothing to tell. */
  public static final CommitNote NONE = new CommitNote(Map.of());

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Copies the entries. */
  public CommitNote {
    entries = Map.copyOf(entries);
  }

  /** An entry. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  String json() {
    try {
      return MAPPER.writeValueAsString(new TreeMap<>(entries));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every map of texts has a JSON form", e);
    }
  }

  /** Commits of others may say anything; then nothing is known of them. */
  static CommitNote parse(String text) {
    try {
      return text.startsWith("{")
          ? new CommitNote(MAPPER.readValue(text, new TypeReference<Map<String, String>>() {}))
          : NONE;
    } catch (JsonProcessingException e) {
      return NONE;
    }
  }
}
