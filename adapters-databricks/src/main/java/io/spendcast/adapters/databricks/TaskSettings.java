package io.spendcast.adapters.databricks;

import io.spendcast.domain.Fingerprint;
import java.util.Optional;

/**
 * The settings that tasks get beside their profile. The file's name says its content, so that a job
 * never runs with other settings than those it was deployed with.
 *
 * @param text the file
 */
record TaskSettings(String text) {
  static Optional<TaskSettings> of(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(new TaskSettings(text));
  }

  String name() {
    return "spendcast-settings-%s.yaml".formatted(Fingerprint.of(text));
  }

  /** Where clusters read it. */
  String path(String volumePath) {
    return volumePath + "/settings/" + name();
  }
}
