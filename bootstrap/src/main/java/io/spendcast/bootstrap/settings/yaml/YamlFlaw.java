package io.spendcast.bootstrap.settings.yaml;

/** Says why a text is no YAML that can be read, and where. */
public final class YamlFlaw extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  YamlFlaw(int line, String why) {
    super(why);
    this.line = line;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }
}
