package io.spendcast.bootstrap.settings.section;

import java.util.ArrayList;
import java.util.List;

/** The rules of one section, checked by its constructor; the broken ones are reported together. */
public final class Rules {
  private final List<String> broken = new ArrayList<>();

  /**
   * Notes the rule if it does not hold, as "horizon-days must be at least 1, not 0".
   *
   * @param key the component as it is written in the file
   * @param rule what follows "must"
   * @param value what was given, as it may be shown
   */
  Rules require(boolean holds, String key, String rule, Object value) {
    if (!holds) {
      broken.add("%s must %s, not %s".formatted(key, rule, value.equals("") ? "empty" : value));
    }
    return this;
  }

  /** Notes a broken rule, which begins with the key. */
  public void note(String rule) {
    broken.add(rule);
  }

  /** The URI as it may be shown. */
  public static String withoutUserInfo(String uri) {
    return uri.replaceAll("://[^/]*@", "://***@");
  }

  void check() {
    if (!broken.isEmpty()) {
      throw new Broken(broken);
    }
  }

  /** A section whose values are not allowed. */
  public static final class Broken extends IllegalArgumentException {
    private final transient List<String> rules;

    Broken(List<String> rules) {
      super(String.join("; ", rules));
      this.rules = List.copyOf(rules);
    }

    public List<String> rules() {
      return rules;
    }
  }
}
