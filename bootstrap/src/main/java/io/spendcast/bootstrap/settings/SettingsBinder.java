package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.bootstrap.settings.Rules.Broken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<String, Setting> values;

  SettingsBinder(KnownKeys known, Map<String, Setting> values, Problems problems) {
    this.known = known;
    this.values = new LinkedHashMap<>(values);
    this.problems = problems;
  }

  Settings bind() {
    while (true) {
      try {
        return MAPPER.treeToValue(tree(), Settings.class);
      } catch (JsonMappingException e) {
        note(e);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a tree in memory cannot be read", e);
      }
    }
  }

  private void note(JsonMappingException refused) {
    String path =
        refused.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .collect(Collectors.joining("."));
    if (refused.getCause() instanceof Broken broken) {
      String section = path.isEmpty() ? "" : path + ".";
      broken.rules().forEach(rule -> note(section + rule, key(section + rule), refused));
    } else {
      note(path + " is out of range", path, refused);
    }
  }

  private static String key(String rule) {
    return rule.substring(0, rule.indexOf(' '));
  }

  private void note(String problem, String key, JsonMappingException refused) {
    Setting setting = values.get(key);
    if (setting == null) {
      throw new IllegalStateException("no setting " + key, refused);
    }
    problems.add("%s (%s).".formatted(problem, setting.origin()));
    values.put(key, known.defaultOf(key));
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
