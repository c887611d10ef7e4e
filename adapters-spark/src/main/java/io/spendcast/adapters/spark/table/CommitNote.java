package io.spendcast.adapters.spark.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a writer notes of its commit, kept in the commit itself: it and the rows appear together.
 *
 * @param entries by name
 */
public record CommitNote(Map<String, String> entries) {
  /** Nothing to note. */
  public static final CommitNote NONE = new CommitNote(Map.of());

  /** By which a writer knows its own commit again. */
  static final String MARK = "commit";

  /** How the population of a feature table buys; an as-of date follows in the name. */
  public static final String PURCHASES = "purchases ";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Copies the entries. */
  public CommitNote {
    entries = Map.copyOf(entries);
  }

  /** An entry. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** The entries whose names start so, by the rest of their names. */
  public Map<String, String> startingWith(String start) {
    Map<String, String> found = new TreeMap<>();
    entries.forEach(
        (name, text) -> {
          if (name.startsWith(start)) {
            found.put(name.substring(start.length()), text);
          }
        });
    return found;
  }

  /** The same with a mark. */
  CommitNote marked(String mark) {
    Map<String, String> marked = new TreeMap<>(entries);
    marked.put(MARK, mark);
    return new CommitNote(marked);
  }

  /** The same as its writer gave it. */
  CommitNote unmarked() {
    Map<String, String> unmarked = new TreeMap<>(entries);
    unmarked.remove(MARK);
    return new CommitNote(unmarked);
  }

  String json() {
    try {
      return MAPPER.writeValueAsString(new TreeMap<>(entries));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every map of texts has a JSON form", e);
    }
  }

  /** Commits of others may say anything; then nothing is known of them. */
  static Optional<CommitNote> parse(String text) {
    try {
      return text.startsWith("{")
          ? Optional.of(
              new CommitNote(MAPPER.readValue(text, new TypeReference<Map<String, String>>() {})))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
