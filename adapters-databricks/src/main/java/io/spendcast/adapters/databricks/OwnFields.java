package io.spendcast.adapters.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of the fields that a job may do without were set by us. A tag of the job remembers them, so
 * that what is removed from the settings leaves the job, and what people added stays. All clouds
 * take letters, underscores and hyphens in tags, and 63 of them.
 *
 * @param names of the fields
 */
record OwnFields(Set<String> names) {
  /** The tag. */
  static final String TAG = "spendcast_fields";

  private static final List<String> OPTIONAL =
      List.of("email_notifications", "job_clusters", "run_as", "schedule", "trigger");
  private static final String SEPARATOR = "-";

  OwnFields {
    names = Set.copyOf(names);
  }

  /** Those of the settings that we render. */
  static OwnFields of(JsonNode settings) {
    return new OwnFields(Set.copyOf(OPTIONAL.stream().filter(settings::has).toList()));
  }

  /** Those that the tag of a deployed job names. */
  static OwnFields rememberedBy(JsonNode settings) {
    String text = settings.path("tags").path(TAG).asText();
    return new OwnFields(
        Set.copyOf(Arrays.stream(text.split(SEPARATOR, -1)).filter(OPTIONAL::contains).toList()));
  }

  /** As a tag's value. */
  String text() {
    return names.isEmpty() ? "none" : String.join(SEPARATOR, new TreeSet<>(names));
  }
}
