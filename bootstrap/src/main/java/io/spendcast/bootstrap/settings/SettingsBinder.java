package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.bootstrap.settings.Rules.Broken;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the typed view. A value that breaks a rule is noted, its default put in its place, and the
 * view made again, until everything that is wrong has been noted.
 */
final class SettingsBinder {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final KnownKeys known;
  private final Problems problems;
  private final Map<String, Setting> given;
  private final Map<String, Setting> values;
  private final Set<String> broken = new HashSet<>();

  SettingsBinder(KnownKeys known, Map<String, Setting> values, Problems problems) {
    this.known = known;
    this.given = Map.copyOf(values);
    this.values = new LinkedHashMap<>(values);
    this.problems = problems;
  }

  Settings bind() {
    while (true) {
      broken.forEach(key -> values.put(key, known.defaultOf(key)));
      broken.clear();
      try {
        Settings settings = MAPPER.treeToValue(tree(), Settings.class);
        requireTables(settings.source());
        return settings;
      } catch (JsonMappingException e) {
        note(e);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a tree in memory cannot be read", e);
      }
    }
  }

  /** Tables that are described wrongly are described. */
  private void requireTables(SourceSection source) {
    if (source.isUndescribed() && given.get("source.tables").equals(values.get("source.tables"))) {
      problems.add(
          "source.tables must have an entry if source.kind is tables (%s)."
              .formatted(values.get("source.kind").origin()));
    }
  }

  private void note(JsonMappingException refused) {
    String path =
        refused.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .collect(Collectors.joining("."));
    if (refused.getCause() instanceof Broken rules) {
      rules.rules().forEach(rule -> note(inside(path, rule), key(inside(path, rule)), refused));
    } else {
      note(path + " is out of range", path, refused);
    }
  }

  /** The rule of an entry of a list begins with a bracket. */
  private static String inside(String section, String rule) {
    return section + (section.isEmpty() || rule.startsWith("[") ? "" : ".") + rule;
  }

  private static String key(String rule) {
    return rule.substring(0, rule.indexOf(' '));
  }

  private void note(String problem, String key, JsonMappingException refused) {
    String whole = key.replaceFirst("\\[.*", "");
    Setting setting = values.get(whole);
    if (setting == null) {
      throw new IllegalStateException("no setting " + key, refused);
    }
    broken.add(whole);
    Origin origin = setting.originOf(key.substring(whole.length()));
    problems.add("%s (%s).".formatted(problem, origin));
  }

  private ObjectNode tree() {
    ObjectNode root = MAPPER.createObjectNode();
    for (Setting setting : values.values()) {
      List<String> path = known.path(setting.key());
      ObjectNode section = root;
      for (String name : path.subList(0, path.size() - 1)) {
        section = section.withObjectProperty(name);
      }
      section.set(path.get(path.size() - 1), setting.value().deepCopy());
    }
    return root;
  }
}
