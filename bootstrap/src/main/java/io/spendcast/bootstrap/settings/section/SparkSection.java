package io.spendcast.bootstrap.settings.section;

import java.util.Map;

/**
 * How to open a Spark session of our own.
 *
 * @param master the Spark master
 * @param scratch what every machine of a cluster reaches; empty for a folder of the lake
 * @param conf further settings by Spark's names
 */
public record SparkSection(String master, String scratch, Map<String, String> conf) {
  /** Checks that there is a master. */
  public SparkSection {
    conf = Map.copyOf(conf);
    new Rules().require(!master.isBlank(), "master", "name a Spark master", master).check();
  }

  /** Without the values of the further settings, which may be secret. */
  @Override
  public String toString() {
    return "SparkSection[master=%s, conf=%s]".formatted(master, conf.keySet());
  }
}
