package io.spendcast.adapters.databricks;

import io.spendcast.domain.Fingerprint;
import java.util.Optional;

/**
 * The settings that tasks get beside their profile. The file's name says its content, so that a job
 * never runs with other settings than those it was deployed with.
 *
 * @param job whose tasks read it
 * @param text the file
 */
record TaskSettings(JobName job, String text) {
  /** Where settings are within the volume. */
  static final String FOLDER = "settings";

  static Optional<TaskSettings> of(JobName job, String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(new TaskSettings(job, text));
  }

  String name() {
    return "%s-settings-%s.yaml".formatted(job.key(), Fingerprint.of(text));
  }

  /** Whether a file of that folder was uploaded for the job. */
  static boolean isOf(JobName job, String file) {
    return file.matches("\\Q%s\\E-settings-[0-9a-f]{16}\\.yaml".formatted(job.key()));
  }

  /** Where clusters read it. */
  String path(String volumePath) {
    return "%s/%s/%s".formatted(volumePath, FOLDER, name());
  }
}
