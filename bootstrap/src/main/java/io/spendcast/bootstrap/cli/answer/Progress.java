package io.spendcast.bootstrap.cli.answer;

import io.spendcast.application.run.TaskListener;
import io.spendcast.application.run.TaskOutcome;
import io.spendcast.domain.workflow.Task;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Says on standard error how the tasks proceed, and remembers it for the answer. Whatever takes
 * longer is named again every ten seconds, if somebody lets this {@link #tick}.
 */
public final class Progress implements TaskListener {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final PrintStream out;
  private final Clock clock;
  private final List<TaskOutcome> finished = new ArrayList<>();
  private final Map<String, String> aside = new LinkedHashMap<>();
  private Optional<Task> running = Optional.empty();
  private Optional<Doing> doing = Optional.empty();
  private Instant said;

  /** Says it here. */
  public Progress(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
    this.said = clock.instant();
  }

  /** Something begins that may take a while and is no task. */
  public synchronized void begins(String what) {
    say(what + " …");
    doing = Optional.of(new Doing(what, clock.instant()));
  }

  /** Names what is being done if nothing was said for a while. */
  public synchronized void tick() {
    Instant now = clock.instant();
    if (Duration.between(said, now).compareTo(PAUSE) >= 0) {
      doing.ifPresent(
          work ->
              say(
                  "%s, %s s"
                      .formatted(
                          work.what().stripTrailing(),
                          Duration.between(work.since(), now).toSeconds())));
    }
  }

  private void say(String line) {
    said = clock.instant();
    out.println(line);
  }

  @Override
  public synchronized void started(Task task) {
    running = Optional.of(task);
    begins(of(task, ""));
  }

  @Override
  public synchronized void working(Task task, String step) {
    doing = Optional.of(new Doing(of(task, step), clock.instant()));
  }

  private static String of(Task task, String step) {
    return "%-8s%s".formatted(task.label(), step.isEmpty() ? "" : " " + step);
  }

  @Override
  public synchronized void finished(TaskOutcome outcome) {
    running = Optional.empty();
    doing = Optional.empty();
    finished.add(outcome);
    say(line(outcome));
  }

  @Override
  public synchronized void setAside(String what, String why, String place) {
    aside.put(what, place);
    say("%s is damaged: %s. It is kept in %s and made again.".formatted(what, why, place));
  }

  /** Where damaged things were put, by what they are. */
  public synchronized Map<String, String> aside() {
    return new LinkedHashMap<>(aside);
  }

  /** Something got done that is no task. */
  public synchronized void note(String text) {
    say(text);
  }

  private static String line(TaskOutcome outcome) {
    if (outcome.status() == TaskOutcome.Status.SKIPPED) {
      return String.format("%-8s skipped, %s", outcome.task().label(), reason(outcome.task()));
    }
    TaskOutcome.Rows rows = outcome.rows();
    return String.format(
        Locale.ROOT,
        "%-8s done in %.1f s, rows: %,d in, %,d out, %,d quarantined",
        outcome.task().label(),
        outcome.seconds(),
        rows.in(),
        rows.out(),
        rows.quarantined());
  }

  private static String reason(Task task) {
    return switch (task) {
      case TRAIN -> "what models learn from and are judged on is unchanged";
      case REGISTER -> "the chosen model is registered already";
      case INGEST, FEATURES, PREDICT -> "done before from the same inputs";
    };
  }

  public synchronized List<TaskOutcome> outcomes() {
    return List.copyOf(finished);
  }

  /** The task that began and did not finish. */
  public synchronized Optional<Task> unfinished() {
    return running;
  }

  /**
   * What is being done.
   *
   * @param what in words
   * @param since when
   */
  private record Doing(String what, Instant since) {}
}
