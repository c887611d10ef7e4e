package io.spendcast.bootstrap.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.application.run.TaskOutcome;
import io.spendcast.domain.workflow.Task;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2003-01-02T10:00:00Z");
  private final InstantSource source = () -> now;
  private final Clock clock = source.withZone(ZoneOffset.UTC);
  private final Progress progress =
      new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), clock);

  private void pass(int seconds) {
    for (int second = 0; second < seconds; second++) {
      now = now.plusSeconds(1);
      progress.tick();
    }
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static TaskOutcome outcome(Task task, TaskOutcome.Status status) {
    return new TaskOutcome(task, status, 1.5, new TaskOutcome.Rows(1_000, 10, 0));
  }

  @Test
  void what_takes_long_is_named_every_ten_seconds_with_its_step() {
    progress.begins("run-1 in ./lake: looking at what is done");
    pass(11);
    progress.started(Task.TRAIN);
    pass(10);
    progress.working(Task.TRAIN, "5 of 11 random-forest");
    pass(12);
    progress.finished(outcome(Task.TRAIN, TaskOutcome.Status.DONE));
    pass(30);
    assertThat(lines())
        .containsExactly(
            "run-1 in ./lake: looking at what is done …",
            "run-1 in ./lake: looking at what is done, 10 s",
            "train    …",
            "train, 10 s",
            "train    5 of 11 random-forest, 10 s",
            "train    done in 1.5 s, rows: 1,000 in, 10 out, 0 quarantined");
  }

  @Test
  void a_skipped_task_says_why() {
    for (Task task : Task.values()) {
      progress.finished(outcome(task, TaskOutcome.Status.SKIPPED));
    }
    assertThat(lines())
        .containsExactly(
            "ingest   skipped, done before from the same inputs",
            "features skipped, done before from the same inputs",
            "train    skipped, what models learn from and are judged on is unchanged",
            "register skipped, the chosen model is registered already",
            "predict  skipped, done before from the same inputs");
  }
}
