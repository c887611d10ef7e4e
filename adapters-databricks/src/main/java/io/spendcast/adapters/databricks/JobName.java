package io.spendcast.adapters.databricks;

import io.spendcast.domain.Fingerprint;
import java.util.regex.Pattern;

/**
 * The name of a job, by which its files and its bundle are known, too.
 *
 * @param value as people gave it
 */
record JobName(String value) {
  private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9_-]+");

  /** As a part of paths and names; no other job has it, and no command takes it for an option. */
  String key() {
    String key = OTHERS.matcher(value).replaceAll("-").replaceFirst("^-+", "");
    return key.equals(value) ? key : (key.isEmpty() ? "job" : key) + "-" + Fingerprint.of(value);
  }
}
