package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * One value under its full key.
 *
 * @param key such as {@code forecast.horizon-days}
 * @param value a scalar, a list, or what stands under a key of a free-form map
 * @param origin where it was set
 */
public record Setting(String key, JsonNode value, Origin origin) {
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(secret|password|token|credential|access[-_.]?key).*");
  private static final String REDACTED = "\"*** redacted ***\"";

  /** The value as it may be shown: what looks like a secret, by key or by form, is not. */
  public String shown() {
    boolean secret =
        SECRET.matcher(key).matches()
            || (value.isObject() && SECRET.matcher(value.toString()).matches());
    return secret ? REDACTED : Rules.withoutUserInfo(value.toString());
  }

  @Override
  public String toString() {
    return key + ": " + shown();
  }
}
