package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.databind.node.NullNode;
import io.spendcast.bootstrap.settings.yaml.YamlFlaw;
import io.spendcast.bootstrap.settings.yaml.YamlText;
import io.spendcast.bootstrap.settings.yaml.YamlValue;
import io.spendcast.bootstrap.settings.yaml.YamlValue.Mapping;
import io.spendcast.bootstrap.settings.yaml.YamlValue.Part;
import io.spendcast.bootstrap.settings.yaml.YamlValue.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads one YAML text as settings that know their lines. */
final class YamlLayer {
  private final String name;
  private final IntFunction<Origin> origin;
  private final Predicate<String> isWhole;
  private final Problems problems;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private YamlLayer(
      String name, IntFunction<Origin> origin, Predicate<String> isWhole, Problems problems) {
    this.name = name;
    this.origin = origin;
    this.isWhole = isWhole;
    this.problems = problems;
  }

  /**
   * The settings of a text, in their order. Maps are opened into full keys, except empty ones.
   *
   * @param name what to call the text in problems
   * @param origin the origin of a value by its line
   * @param isWhole the keys whose maps are not opened, since what stands below is not ours
   * @param problems takes what cannot be read
   */
  static List<Setting> read(
      String name,
      String text,
      IntFunction<Origin> origin,
      Predicate<String> isWhole,
      Problems problems) {
    YamlLayer layer = new YamlLayer(name, origin, isWhole, problems);
    layer.readDocument(text);
    return List.copyOf(layer.settings.values());
  }

  /** The settings of a value that was given on the command line for a key. */
  static List<Setting> assigned(
      String key, String text, Predicate<String> isWhole, Problems problems) {
    YamlLayer layer = new YamlLayer("--set " + key, line -> Origin.COMMAND_LINE, isWhole, problems);
    try {
      YamlValue value = YamlText.read(text).orElse(new Scalar(NullNode.instance));
      layer.read("", new Part(key, 1, value));
    } catch (YamlFlaw e) {
      problems.addUnreadable(
          "--set %s: the value cannot be read as YAML: %s.".formatted(key, e.getMessage()));
    }
    return List.copyOf(layer.settings.values());
  }

  private void readDocument(String text) {
    try {
      Optional<YamlValue> root = YamlText.read(text);
      if (root.isPresent() && root.get() instanceof Mapping map) {
        map.parts().forEach(part -> read("", part));
      } else if (root.isPresent() && !isNothing(root.get())) {
        problems.addUnreadable("%s is not a map of settings.".formatted(name));
      }
    } catch (YamlFlaw e) {
      problems.addUnreadable(
          "%s, line %s, cannot be read as YAML: %s.".formatted(name, e.line(), e.getMessage()));
    }
  }

  private static boolean isNothing(YamlValue value) {
    return value instanceof Scalar scalar && scalar.json().isNull();
  }

  private void read(String prefix, Part part) {
    String key = prefix + part.name();
    if (part.value() instanceof Mapping map && !map.parts().isEmpty() && !isWhole.test(key)) {
      map.parts().forEach(inner -> read(key + ".", inner));
    } else {
      add(new Setting(key, part.value().json(), origin.apply(part.line()), origins(part.value())));
    }
  }

  private void add(Setting setting) {
    Setting earlier = settings.putIfAbsent(setting.key(), setting);
    if (earlier != null) {
      problems.add(
          "%s is set twice (%s and %s)."
              .formatted(setting.key(), earlier.origin(), setting.origin()));
    }
  }

  private Map<String, Origin> origins(YamlValue value) {
    return value.lines().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, line -> origin.apply(line.getValue())));
  }
}
