package io.spendcast.adapters.databricks.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that a bundle includes.
 *
 * @param folder of the bundle; empty if it was not written yet
 */
record IncludedFiles(Optional<Path> folder) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** The bundle with what it includes. */
  JsonNode joined(JsonNode bundle) {
    if (folder.isEmpty() || !(bundle instanceof ObjectNode)) {
      return bundle;
    }
    ObjectNode joined = bundle.deepCopy();
    for (JsonNode pattern : bundle.path("include")) {
      for (Path file : matching(folder.get(), pattern.asText())) {
        join(joined, read(file));
      }
    }
    return joined;
  }

  private static List<Path> matching(Path folder, String pattern) {
    String below = pattern.replaceFirst("^(\\./|\\.\\./)*", "");
    Path root = folder.resolve(pattern.substring(0, pattern.length() - below.length())).normalize();
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + below);
    int depth = below.contains("**") ? Integer.MAX_VALUE : Path.of(below).getNameCount();
    try (Stream<Path> files = Files.walk(root, depth)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> matcher.matches(root.relativize(file)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(root, e.toString(), e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw unreadable(file, "it is not YAML: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw unreadable(file, e.toString(), e);
    }
  }

  private static SpendcastException unreadable(Path file, String why, IOException cause) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot read %s, which the bundle includes: %s.".formatted(file, why),
        "Correct the file, or the list under include.",
        cause);
  }

  private static void join(ObjectNode into, JsonNode more) {
    for (Map.Entry<String, JsonNode> field : more.properties()) {
      JsonNode there = into.path(field.getKey());
      if (there instanceof ObjectNode both && field.getValue().isObject()) {
        join(both, field.getValue());
      } else {
        into.set(field.getKey(), field.getValue());
      }
    }
  }
}
