package io.spendcast.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.bootstrap.text.Scrubber;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.testkit.InMemoryExperimentTracker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScrubbedTrackerTest {
  private static final String SECRET = "hush-0123456789";
  private static final Instant NOW = Instant.parse("2003-01-02T10:00:00Z");

  @TempDir private Path directory;

  @Test
  void no_text_of_a_run_holds_a_secret_and_all_else_stays() {
    InMemoryExperimentTracker tracker = new InMemoryExperimentTracker(directory);
    ScrubbedTracker scrubbed =
        new ScrubbedTracker(
            tracker, Scrubber.of(Map.of("SHOP_TOKEN", SECRET, "A_TOKEN", "linear")));
    RunRecord record =
        new RunRecord(
            "key",
            "linear",
            Optional.empty(),
            Map.of("path", "/data/" + SECRET, "algorithm", "linear"),
            Map.of("rmse", 1.0),
            Map.of("note", SECRET),
            List.of(new Artifact("a.json", "{\"from\": \"" + SECRET + "\"}")),
            Optional.empty(),
            NOW,
            NOW);
    TrackedRun run = scrubbed.record(record);
    scrubbed.attach(run, new Artifact("report.html", "<p>" + SECRET + "</p>"));
    assertThat(tracker.recorded(run).toString())
        .doesNotContain(SECRET)
        .contains("algorithm=linear", "/data/***", "report.html");
    assertThat(scrubbed.find("key")).contains(run);
  }
}
