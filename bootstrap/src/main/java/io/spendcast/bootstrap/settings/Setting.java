package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.bootstrap.settings.section.TablesSection;
import io.spendcast.bootstrap.settings.yaml.YamlLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One value under its full key.
 *
 * @param key such as {@code forecast.horizon-days}
 * @param value a scalar, a list, or what stands under a key of a free-form map
 * @param origin where it was set
 * @param within where parts of a list of maps were set, such as {@code [0].columns.date}
 */
public record Setting(String key, JsonNode value, Origin origin, Map<String, Origin> within) {
  /** Copies the map. */
  public Setting {
    within = Map.copyOf(within);
  }

  Setting(String key, JsonNode value, Origin origin) {
    this(key, value, origin, Map.of());
  }

  /** The same in another form. */
  Setting withValue(JsonNode other) {
    return new Setting(key, other, origin, within);
  }

  /**
   * Where a part of the value was set, or else what it belongs to.
   *
   * @param part such as {@code [web].columns.date}; entries are called by their names
   */
  Origin originOf(String part) {
    String place = part;
    for (int i = 0; i < value.size(); i++) {
      String label = TablesSection.label(value, i);
      if (part.startsWith(label)) {
        place = "[%s]%s".formatted(i, part.substring(label.length()));
      }
    }
    while (!within.containsKey(place) && place.contains(".")) {
      place = place.substring(0, place.lastIndexOf('.'));
    }
    return within.getOrDefault(place, origin);
  }

  /** Whether a part of it looks like a secret. */
  boolean holdsSecret() {
    return Secrecy.looksSecret(key, value);
  }

  /** The value as it may be shown: what may be a secret, by key or by form, is masked. */
  public String shown() {
    return YamlLines.value(Secrecy.of(key, value).masked());
  }

  /** Lines of a configuration file that give this value; what must not be shown is a comment. */
  public List<String> lines() {
    Secrecy secrecy = Secrecy.of(key, value);
    List<String> lines = new ArrayList<>();
    if (!secrecy.hidesAll()) {
      lines.add(
          "%-60s # %s"
              .formatted(
                  YamlLines.key(key) + ": " + YamlLines.value(secrecy.rest()),
                  YamlLines.comment(origin.text())));
    }
    secrecy
        .hidden()
        .forEach(
            name ->
                lines.add(
                    "# %s is not shown, since it may be a secret; it was set in %s"
                        .formatted(YamlLines.comment(name), YamlLines.comment(origin.text()))));
    return lines;
  }

  @Override
  public String toString() {
    return key + ": " + shown();
  }
}
