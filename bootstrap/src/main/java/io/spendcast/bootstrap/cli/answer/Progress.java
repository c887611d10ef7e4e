package io.spendcast.bootstrap.cli.answer;

import io.spendcast.application.run.TaskListener;
import io.spendcast.application.run.TaskOutcome;
import io.spendcast.domain.workflow.Task;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says on standard error how the tasks proceed, and remembers it for the answer. */
public final class Progress implements TaskListener {
  private final PrintStream out;
  private final List<TaskOutcome> finished = new ArrayList<>();
  private final Map<String, String> aside = new LinkedHashMap<>();
  private Optional<Task> running = Optional.empty();

  public Progress(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void started(Task task) {
    running = Optional.of(task);
    out.printf("%-8s …%n", task.label());
  }

  @Override
  public synchronized void finished(TaskOutcome outcome) {
    running = Optional.empty();
    finished.add(outcome);
    out.println(line(outcome));
  }

  @Override
  public synchronized void setAside(String what, String why, String place) {
    aside.put(what, place);
    out.printf("%s is damaged: %s. It is kept in %s and made again.%n", what, why, place);
  }

  /** Where damaged things were put, by what they are. */
  public synchronized Map<String, String> aside() {
    return new LinkedHashMap<>(aside);
  }

  /** Something got done that is no task. */
  public synchronized void note(String text) {
    out.println(text);
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
}
