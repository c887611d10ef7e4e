package io.spendcast.domain.workflow;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A workflow as files for a platform and its tools.
 *
 * @param definitions the text of each file by its name
 * @param copies what the definitions expect beside them, by the name they know it under
 */
public record Rendering(SortedMap<String, String> definitions, Map<String, Path> copies) {
  /** Copies both. */
  public Rendering {
    definitions = new TreeMap<>(definitions);
    copies = Map.copyOf(copies);
  }
}
