package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One value under its full key.
 *
 * @param key such as {@code forecast.horizon-days}
 * @param value a scalar, a list, or what stands under a key of a free-form map
 * @param origin where it was set
 * @param within where parts of a list of maps were set, such as {@code [0].columns.date}
 */
public record Setting(String key, JsonNode value, Origin origin, Map<String, Origin> within) {
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(secret|password|token|credential|access[-_.]?key).*");
  private static final String REDACTED = "\"*** redacted ***\"";

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
        place = "[%d]%s".formatted(i, part.substring(label.length()));
      }
    }
    while (!within.containsKey(place) && place.contains(".")) {
      place = place.substring(0, place.lastIndexOf('.'));
    }
    return within.getOrDefault(place, origin);
  }

  /** The value as it may be shown: what looks like a secret, by key or by form, is not. */
  public String shown() {
    boolean secret =
        SECRET.matcher(key).matches()
            || (value.isContainerNode() && SECRET.matcher(value.toString()).matches());
    return secret ? REDACTED : Rules.withoutUserInfo(value.toString());
  }

  @Override
  public String toString() {
    return key + ": " + shown();
  }
}
