package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.bootstrap.settings.section.Rules.Broken;
import io.spendcast.bootstrap.settings.section.Settings;
import io.spendcast.bootstrap.settings.section.SourceSection;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final Set<String> reset = new HashSet<>();

  SettingsBinder(KnownKeys known, Map<String, Setting> values, Problems problems) {
    this.known = known;
    this.given = Map.copyOf(values);
    this.values = new LinkedHashMap<>(values);
    this.problems = problems;
  }

  /**
   * The view; of no use if a problem was noted. It ends, since every round but the last puts at
   * least one more key back to its default.
   */
  Settings bind() {
    while (true) {
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
    String path = known.nearestAbove(path(refused));
    Set<String> broken = new HashSet<>();
    if (refused.getCause() instanceof Broken rules) {
      rules.rules().stream()
          .map(rule -> inside(path, rule))
          .forEach(rule -> broken.add(note(rule, key(rule))));
    } else {
      broken.add(note(path + " is out of range", path));
    }
    // A rule between two keys may name one that is at its default: then the whole section goes.
    if (!reset(broken) && !reset(known.keysBelow(section(path)))) {
      throw new IllegalStateException("the defaults are refused", refused);
    }
  }

  private static String path(JsonMappingException refused) {
    return refused.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .filter(Objects::nonNull)
        .collect(Collectors.joining("."));
  }

  private String section(String path) {
    return known.isSection(path) || path.isEmpty()
        ? path
        : path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  /** Whether any of these was not at its default by us already. */
  private boolean reset(Collection<String> keys) {
    List<String> more = keys.stream().filter(reset::add).toList();
    for (String key : more) {
      values.keySet().removeIf(entry -> known.mapOf(entry).filter(key::equals).isPresent());
      values.put(key, known.defaultOf(key));
    }
    return !more.isEmpty();
  }

  /** The rule of an entry of a list begins with a bracket. */
  private static String inside(String section, String rule) {
    return section + (section.isEmpty() || rule.startsWith("[") ? "" : ".") + rule;
  }

  private static String key(String rule) {
    return rule.substring(0, rule.indexOf(' '));
  }

  /** Gives the key that is known; what follows from its default is not said. */
  private String note(String problem, String key) {
    String whole = known.nearestAbove(key.replaceFirst("\\[.*", ""));
    if (!reset.contains(whole)) {
      Origin origin = values.get(whole).originOf(key.substring(whole.length()));
      problems.add("%s (%s).".formatted(problem, origin));
    }
    return whole;
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
