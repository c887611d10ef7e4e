package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Makes the paths among the settings absolute, each from where it was written. */
final class PathSettings {
  private static final Set<String> PATHS = Set.of("lake", "databricks.jar");
  private static final Set<String> URIS = Set.of("tracking.uri", "registry.uri");
  private static final String TABLES = "source.tables";
  private static final String PATH = "path";

  private final Path home;
  private final Problems problems;

  PathSettings(Path home, Problems problems) {
    this.home = home;
    this.problems = problems;
  }

  Setting placed(Setting setting) {
    LocalPaths paths = new LocalPaths(setting.origin().directory().orElse(Path.of("")), home);
    String text = setting.value().asText();
    if (PATHS.contains(setting.key())) {
      return setting.withValue(node(paths.path(text), text, setting, ""));
    }
    if (URIS.contains(setting.key())) {
      return setting.withValue(node(paths.uri(text), text, setting, ""));
    }
    return setting.key().equals(TABLES) ? tables(setting, paths) : setting;
  }

  private Setting tables(Setting setting, LocalPaths paths) {
    JsonNode list = setting.value().deepCopy();
    for (int i = 0; i < list.size(); i++) {
      String place = "[%s]".formatted(i);
      place(list.get(i), place, setting, paths);
      JsonNode joins = list.get(i).path("joins");
      for (int j = 0; j < joins.size(); j++) {
        place(joins.path(j), "%s.joins[%s]".formatted(place, j), setting, paths);
      }
    }
    return setting.withValue(list);
  }

  private void place(JsonNode entry, String place, Setting setting, LocalPaths paths) {
    JsonNode path = entry.path(PATH);
    if (entry instanceof ObjectNode map && path.isValueNode() && !path.isNull()) {
      String text = path.asText();
      map.set(PATH, node(paths.path(text), text, setting, place + "." + PATH));
    }
  }

  private TextNode node(Optional<String> absolute, String written, Setting setting, String place) {
    if (absolute.isEmpty()) {
      problems.add(
          "%s must be a path, and %s is none (%s). It may begin with ~/ or $HOME/; other words of a shell are not understood."
              .formatted(setting.key() + place, written, setting.originOf(place)));
    }
    return TextNode.valueOf(absolute.orElse(written));
  }
}
